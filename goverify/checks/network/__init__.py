"""The checks of what the network answers: proxies, the checksum database, certificates, private repositories."""
