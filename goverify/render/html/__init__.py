"""The report as one HTML page for people: no script, nothing from the network, readable on paper and on a phone."""
