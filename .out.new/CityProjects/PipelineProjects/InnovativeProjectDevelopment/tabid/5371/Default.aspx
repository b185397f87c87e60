<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Innovative projects</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/city-projects/innovative-projects/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/city-projects/innovative-projects/">
</head>
<body>
<main>
<h1><a href="/city-projects/innovative-projects/">Innovative projects</a></h1>
</main>
</body>
</html>