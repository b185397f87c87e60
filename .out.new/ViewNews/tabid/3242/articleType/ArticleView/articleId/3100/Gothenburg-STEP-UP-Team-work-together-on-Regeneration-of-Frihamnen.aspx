<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gothenburg partners work on the regeneration of Frihamnen</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/news/frihamnen-regeneration/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/news/frihamnen-regeneration/">
</head>
<body>
<main>
<h1><a href="/news/frihamnen-regeneration/">Gothenburg partners work on the regeneration of Frihamnen</a></h1>
</main>
</body>
</html>