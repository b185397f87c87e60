<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gothenburg Award for Sustainable Development 2014</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/news/gothenburg-award-2014/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/news/gothenburg-award-2014/">
</head>
<body>
<main>
<h1><a href="/news/gothenburg-award-2014/">Gothenburg Award for Sustainable Development 2014</a></h1>
</main>
</body>
</html>