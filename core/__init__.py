"""What is true of a site without Pelican: no Pelican, no clock, no network in here."""
