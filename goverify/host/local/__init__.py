"""The parts of the live host: here, and in `goverify.host.live`, this machine is touched, and nowhere else."""
