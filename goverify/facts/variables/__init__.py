"""Where a variable of the environment comes from: lines of start-up files, launchd's jobs, what Windows keeps."""
