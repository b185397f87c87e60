<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Wide support for Glasgow&#39;s energy vision in a survey</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/news/glasgow-stakeholder-survey/">
<link rel="canonical" href="https://www.stepupsmartcities.eu/news/glasgow-stakeholder-survey/">
</head>
<body>
<main>
<h1><a href="/news/glasgow-stakeholder-survey/">Wide support for Glasgow&#39;s energy vision in a survey</a></h1>
</main>
</body>
</html>