<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>STEP UP sessions at the All-Energy conference in Glasgow</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/events/all-energy-sessions/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/events/all-energy-sessions/">
</head>
<body>
<main>
<h1><a href="/events/all-energy-sessions/">STEP UP sessions at the All-Energy conference in Glasgow</a></h1>
</main>
</body>
</html>