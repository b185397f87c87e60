"""Our own site on a real server: the addresses of the first website lead on, and no page breaks its policy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import Built
from tests.conftest import ROOT, run_site
from tests.publishing.conftest import nginx_for
from tests.publishing.test_policy import addresses, find_broken
from tests.publishing.web import Server

# As the archived copies of that website name them, and where each leads now.
LEADS = {
    "/AboutUs/ProjectOverview/WorkPackages/WorkPackage4/tabid/3179/Default.aspx": "/about-us/project-overview/work-packages/work-package-4/",
    "/AboutUs/WhoWeAre/StepUp12Partners/tabid/3684/Default.aspx": "/about-us/who-we-are/",
    "/CityProjects/PipelineProjects/InnovativeProjectDevelopment/IntegratedApproachvsTheTraditionalApproach/tabid/5376/Default.aspx": "/city-projects/integrated-approach/",
    "/CityProjects/PipelineProjects/InnovativeProjectDevelopment/tabid/5371/Default.aspx": "/city-projects/innovative-projects/",
    "/CityProjects/WinningElementsforSuccess/tabid/5064/Default.aspx": "/city-projects/winning-elements/",
    "/EnergyPlanning/EnergyMapping/RigaMultiApartmentBuildings/tabid/4285/Default.aspx": "/tools-and-inspiration/energy-planning/energy-mapping/",
    "/EnergyPlanning/SEAPEnhancement/GhentEnhancedSEAP/tabid/4204/Default.aspx": "/tools-and-inspiration/energy-planning/enhanced-seaps/ghent/",
    "/EnergyPlanning/SEAPEnhancement/GothenburgEnhancedSEAP/tabid/4206/Default.aspx": "/tools-and-inspiration/energy-planning/enhanced-seaps/gothenburg/",
    "/ToolsandInspiration/CompanionCities/CoachingActivitiesEvaluation/tabid/5407/Default.aspx": "/tools-and-inspiration/companion-cities/coaching/",
    "/ToolsandInspiration/CompanionCities/GlasgowCompanionCities/tabid/3388/Default.aspx": "/tools-and-inspiration/companion-cities/glasgow/",
    "/ToolsandInspiration/CompanionCities/GothenburgCompanionCities/tabid/3390/Default.aspx": "/tools-and-inspiration/companion-cities/gothenburg/",
    "/ToolsandInspiration/CompanionCities/tabid/3225/Default.aspx": "/tools-and-inspiration/companion-cities/",
    "/ToolsandInspiration/EnergyPlanning/IdentifyingCityChallenges/tabid/5067/Default.aspx": "/tools-and-inspiration/energy-planning/identifying-city-challenges/",
    "/ToolsandInspiration/EnergyPlanning/Stakeholders/tabid/3264/Default.aspx": "/tools-and-inspiration/energy-planning/stakeholders/",
    "/ToolsandInspiration/LearningNetwork/CompanionCities/RigaCompanionCities/RigaSTEPUPseminarSEAPsinLatvia/tabid/4509/Default.aspx": "/events/riga-seap-seminar/",
    "/ToolsandInspiration/LearningNetwork/Workshops/LighthouseInitiativesGothenburgJune2013/tabid/3795/Default.aspx": "/events/lighthouse-workshop-gothenburg/",
    "/ToolsandInspiration/LearningNetwork/Workshops/RigaConferenceNovember2014/tabid/5276/Default.aspx": "/events/riga-conference/",
    "/ToolsandInspiration/LearningNetwork/Workshops/STEPUPsessionsatAllEnergyGlasgowMay2015/tabid/5282/Default.aspx": "/events/all-energy-sessions/",
    "/ViewNews/tabid/3242/articleType/ArticleView/articleId/2940/Glasgow-City-Council-holds-successful-Stakeholder-Survey.aspx": "/news/glasgow-stakeholder-survey/",
    "/ViewNews/tabid/3242/articleType/ArticleView/articleId/3100/Gothenburg-STEP-UP-Team-work-together-on-Regeneration-of-Frihamnen.aspx": "/news/frihamnen-regeneration/",
    "/ViewNews/tabid/3242/articleType/ArticleView/articleId/4455/Swedish-STEP-UP-companion-cities-meet.aspx": "/news/nordic-companion-cities-meet/",
    "/ViewNews/tabid/3242/articleType/ArticleView/articleId/4800/Gothenburg-Award-for-Sustainable-Development-2014.aspx": "/news/gothenburg-award-2014/",
}


@pytest.fixture(scope="module")
def server(real: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the real site with nginx."""
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(real.folder, folder / "site/current")
    with nginx_for(folder / "site", folder, "nginx-container.conf") as running:
        yield running


@pytest.mark.parametrize("old", LEADS)
def test_an_old_address_leads_to_its_successor_for_good(server, old):
    for form in (old, f"{old}?language=en-GB", f"{old}/"):
        answer = server.ask(form)
        assert (form, answer.status, answer["Location"]) == (form, 301, LEADS[old])
    assert server.ask(LEADS[old]).status == 200


@pytest.mark.parametrize("old", LEADS)
def test_a_host_without_redirects_has_a_page_at_each_old_address(real, old):
    page = Path(real.folder, old.strip("/")).read_text("utf-8")

    assert f"url={LEADS[old]}" in page
    assert f'href="{LEADS[old]}"' in page


def test_an_address_that_never_was_is_not_found(server):
    assert server.ask("/AboutUs/tabid/1/Default.aspx").status == 404


def test_the_ledger_names_all_that_is_published_today(tmp_path):
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    before = (content / "ledger.csv").read_text()

    done = run_site("ledger", "--content", content)

    assert done.returncode == 0, done.stderr
    new = sorted(set((content / "ledger.csv").read_text().splitlines()) - set(before.splitlines()))
    assert new == [], "Run ./site ledger and commit content/ledger.csv."


def test_no_page_breaks_the_policy_of_the_server(server, real, browser, request):
    paths = addresses(real.folder)
    shown = paths if request.config.getoption("thorough") else paths[::8]

    assert list(find_broken(f"http://127.0.0.1:{server.port}", shown, browser)) == []
