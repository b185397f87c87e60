<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Companion cities of Glasgow</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/tools-and-inspiration/companion-cities/glasgow/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/tools-and-inspiration/companion-cities/glasgow/">
</head>
<body>
<main>
<h1><a href="/tools-and-inspiration/companion-cities/glasgow/">Companion cities of Glasgow</a></h1>
</main>
</body>
</html>