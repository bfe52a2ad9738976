"""What the network answers, asked only where that is allowed: module proxies, the checksum database, private repositories."""
