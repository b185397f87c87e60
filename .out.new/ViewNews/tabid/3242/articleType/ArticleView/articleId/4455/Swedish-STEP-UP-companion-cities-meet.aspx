<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nordic companion cities meet in Gothenburg</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/news/nordic-companion-cities-meet/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/news/nordic-companion-cities-meet/">
</head>
<body>
<main>
<h1><a href="/news/nordic-companion-cities-meet/">Nordic companion cities meet in Gothenburg</a></h1>
</main>
</body>
</html>