"""The Go that each editor would use, by its plain settings files alone; nothing of an editor is started."""
