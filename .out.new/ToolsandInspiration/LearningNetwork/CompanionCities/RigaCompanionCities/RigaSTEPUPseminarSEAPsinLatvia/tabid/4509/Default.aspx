<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>First seminar on energy action plans for Latvian municipalities</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/events/riga-seap-seminar/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/events/riga-seap-seminar/">
</head>
<body>
<main>
<h1><a href="/events/riga-seap-seminar/">First seminar on energy action plans for Latvian municipalities</a></h1>
</main>
</body>
</html>