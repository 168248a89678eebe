"""Counts in Prometheus' format, each server's its own."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.web.observation.metrics import Metrics


@pytest.fixture
def metrics():
    return Metrics("1.2", "sha256:0", 3, 58)


def samples(metrics):
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
    }


def test_what_runs_and_what_is_held_is_told(metrics):
    told = samples(metrics)
    assert told["mandate_info", "1.2", "sha256:0"] == 1
    assert told["mandate_index", "documents"] == 3
    assert told["mandate_index", "paragraphs"] == 58


def test_an_index_that_has_changed_is_told_alone(metrics):
    metrics.hold("sha256:1", 4, 60)
    told = samples(metrics)
    assert told["mandate_info", "1.2", "sha256:1"] == 1
    assert ("mandate_info", "1.2", "sha256:0") not in told
    assert (told["mandate_index", "documents"], told["mandate_index", "paragraphs"]) == (4, 60)


def test_requests_under_way_come_and_go(metrics):
    metrics.started()
    metrics.started()
    assert samples(metrics)["mandate_requests_under_way",] == 2
    metrics.ended("GET", "/api/v1/ask", 200, 0.3)
    told = samples(metrics)
    assert told["mandate_requests_under_way",] == 1
    assert told["mandate_requests_total", "/api/v1/ask", "200", "GET"] == 1
    assert told["mandate_request_seconds_sum", "/api/v1/ask"] == 0.3
    assert told["mandate_request_seconds_bucket", "/api/v1/ask", "0.25"] == 0
    assert told["mandate_request_seconds_bucket", "/api/v1/ask", "0.5"] == 1


def test_answers_and_verdicts_are_counted(metrics, make_answer, make_citation):
    metrics.answered(make_answer(make_citation()), 0.01)
    metrics.answered(make_answer(), 20)
    metrics.judged("down")
    told = samples(metrics)
    assert told["mandate_answers_total", "answered", "en", "extractive"] == 1
    assert told["mandate_answers_total", "en", "extractive", "not_found"] == 1
    assert told["mandate_answer_seconds_count",] == 2
    assert told["mandate_answer_seconds_sum",] == 20.01
    assert told["mandate_feedback_total", "down"] == 1


def test_servers_in_one_process_count_apart(metrics):
    metrics.judged("up")
    other = Metrics("1.2", "sha256:0", 3, 58)
    assert ("mandate_feedback_total", "up") not in samples(other)
