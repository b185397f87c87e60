<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who we are</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/about-us/who-we-are/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/about-us/who-we-are/">
</head>
<body>
<main>
<h1><a href="/about-us/who-we-are/">Who we are</a></h1>
</main>
</body>
</html>