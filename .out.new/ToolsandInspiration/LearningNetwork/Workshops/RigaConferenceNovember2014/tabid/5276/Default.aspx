<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Riga conference on the four enhanced SEAPs</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/events/riga-conference/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/events/riga-conference/">
</head>
<body>
<main>
<h1><a href="/events/riga-conference/">Riga conference on the four enhanced SEAPs</a></h1>
</main>
</body>
</html>