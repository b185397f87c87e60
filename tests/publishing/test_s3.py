"""An S3-compatible store as the place of a site: only what changed travels, in an order that leaves no page without its parts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from core.hosting.headers import FOR_EVER, PAGE
from plugins.publishing.releases import CannotPublish, changes, publish, read_target, rollback

RELEASES = [f"202606{number:02}T000000Z" for number in range(1, 20)]


def test_objects_carry_their_types_and_how_long_to_keep_them(bucket, version):
    publish(version(1), read_target("s3://site"), RELEASES[1])

    page, sheet = bucket.get("page-1/index.html"), bucket.get("theme/site.0000000001.css")
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", PAGE)
    assert (sheet["ContentType"], sheet["CacheControl"]) == ("text/css; charset=utf-8", FOR_EVER)
    assert not [key for key in bucket.objects() if key.endswith((".gz", ".br")) or key.startswith("_")]


def test_an_old_address_is_an_object_that_leads_on(bucket, version):
    site = version(1)
    (site / "old").mkdir()
    (site / "old/index.html").write_bytes(b"<h1>Moved</h1>")

    publish(site, read_target("s3://site"), RELEASES[1])

    for key in ("old", "old/index.html"):
        found = bucket.get(key)
        assert (found["WebsiteRedirectLocation"], found["ContentType"]) == ("/page-1/", "text/html; charset=utf-8")
        assert found["Body"].read() == b"<h1>Moved</h1>"


def test_only_what_changed_travels(bucket, version):
    site = version(1)
    publish(site, read_target("s3://site"), RELEASES[1])
    before = bucket.objects()
    (site / "page-3/index.html").write_text("changed")
    time.sleep(1.1)  # the store's dates are whole seconds

    found = changes(site, read_target("s3://site"))
    publish(site, read_target("s3://site"), RELEASES[2])

    assert (found.new, found.changed, found.removed) == ([], ["page-3/index.html"], [])
    assert [key for key, date in bucket.objects().items() if date != before[key]] == ["page-3/index.html"]


def test_what_is_gone_goes_last_and_the_style_sheet_one_release_later(bucket, version):
    target = read_target("s3://site")
    for number in (1, 2, 3, 4):
        publish(version(number), target, RELEASES[number])

    assert sorted(key for key in bucket.objects() if key.endswith(".css")) == [
        f"theme/site.000000000{number}.css" for number in (2, 3, 4)
    ]
    site = version(4)
    (site / "page-7/index.html").unlink()
    publish(site, target, RELEASES[5], may_go=1)
    assert "page-7/index.html" not in bucket.objects()


def test_a_release_is_taken_back(bucket, version):
    target = read_target("s3://site")
    for number in (1, 2, 3):
        publish(version(number), target, RELEASES[number])

    assert rollback(target) == RELEASES[2]
    assert (bucket.version(), bucket.text("page-9/index.html")[-10:]) == (2, "version 2 ")
    assert bucket.get("page-9/index.html")["CacheControl"] == PAGE
    assert rollback(target) == RELEASES[1]
    assert bucket.version() == 1
    with pytest.raises(CannotPublish, match="has no release before the one that is live"):
        rollback(target)


def test_a_bucket_with_things_of_others_is_refused_and_left_alone(bucket, version):
    bucket.client.put_object(Bucket="site", Key="thesis.txt", Body=b"years of work")

    with pytest.raises(CannotPublish, match="s3://site/ holds other things than a site of ours"):
        publish(version(1), read_target("s3://site"), RELEASES[1])
    assert list(bucket.objects()) == ["thesis.txt"]


def test_nothing_outside_the_prefix_is_touched(bucket, version):
    bucket.client.put_object(Bucket="site", Key="thesis.txt", Body=b"years of work")
    target = read_target("s3://site/web")
    for number in (1, 2):
        publish(version(number), target, RELEASES[number])
    rollback(target)

    assert bucket.text("thesis.txt") == "years of work"
    assert {key.split("/")[0] for key in bucket.objects()} == {"thesis.txt", "web"}


def test_a_refusal_of_the_store_is_one_sentence_without_secrets(bucket, version):
    with pytest.raises(CannotPublish, match=r"s3://no-such-bucket: .*NoSuchBucket") as refused:
        publish(version(1), read_target("s3://no-such-bucket"), RELEASES[1])
    assert "very-secret-key" not in str(refused.value)


@pytest.mark.parametrize("written", ["s3://", "s3://UPPER", "s3://site/../other"])
def test_a_bucket_that_cannot_be_is_no_target(written):
    with pytest.raises(CannotPublish, match="is no target"):
        read_target(written)


def test_the_small_site_arrives_whole(bucket, small, tmp_path):
    import shutil

    site = Path(shutil.copytree(small.folder, tmp_path / "site"))

    publish(site, read_target("s3://site"), RELEASES[1])

    expected = {name for name in small.files if not name.startswith("_")}
    assert expected <= set(bucket.objects())
    assert bucket.get("Old/Default.aspx")["WebsiteRedirectLocation"] == "/work-packages/work-package-1/"
    assert bucket.get("feed.xml")["ContentType"] == "application/rss+xml; charset=utf-8"
