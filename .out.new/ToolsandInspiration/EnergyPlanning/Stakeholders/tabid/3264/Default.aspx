<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stakeholders</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/tools-and-inspiration/energy-planning/stakeholders/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/tools-and-inspiration/energy-planning/stakeholders/">
</head>
<body>
<main>
<h1><a href="/tools-and-inspiration/energy-planning/stakeholders/">Stakeholders</a></h1>
</main>
</body>
</html>