<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Winning elements for success</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/city-projects/winning-elements/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/city-projects/winning-elements/">
</head>
<body>
<main>
<h1><a href="/city-projects/winning-elements/">Winning elements for success</a></h1>
</main>
</body>
</html>