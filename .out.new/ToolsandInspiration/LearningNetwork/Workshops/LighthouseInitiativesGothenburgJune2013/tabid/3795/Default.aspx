<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Learning network workshop on lighthouse projects in Gothenburg</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/events/lighthouse-workshop-gothenburg/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/events/lighthouse-workshop-gothenburg/">
</head>
<body>
<main>
<h1><a href="/events/lighthouse-workshop-gothenburg/">Learning network workshop on lighthouse projects in Gothenburg</a></h1>
</main>
</body>
</html>