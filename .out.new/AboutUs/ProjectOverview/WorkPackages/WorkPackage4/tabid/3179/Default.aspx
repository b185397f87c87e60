<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Learning Network of Cities</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/about-us/project-overview/work-packages/work-package-4/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/about-us/project-overview/work-packages/work-package-4/">
</head>
<body>
<main>
<h1><a href="/about-us/project-overview/work-packages/work-package-4/">Learning Network of Cities</a></h1>
</main>
</body>
</html>