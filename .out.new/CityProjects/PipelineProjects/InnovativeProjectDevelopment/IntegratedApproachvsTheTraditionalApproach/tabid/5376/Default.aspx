<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The integrated and the traditional approach compared</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/city-projects/integrated-approach/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/city-projects/integrated-approach/">
</head>
<body>
<main>
<h1><a href="/city-projects/integrated-approach/">The integrated and the traditional approach compared</a></h1>
</main>
</body>
</html>