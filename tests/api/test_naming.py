from service.api.documentation.naming import tidy


def test_an_object_that_stands_in_two_places_is_renamed_once() -> None:
    problem = {"$ref": "#/components/schemas/ProblemOut"}
    document = {
        "paths": {"/a": {"get": {"responses": {"401": {"schema": problem}, "403": {"schema": problem}}}}},
        "components": {"schemas": {"ProblemOut": {"title": "ProblemOut"}, "Kind": {"title": "Kind"}}},
    }
    tidy(document)
    assert problem == {"$ref": "#/components/schemas/Problem"}
    assert document["components"] == {
        "schemas": {"Problem": {"title": "Problem"}, "PassageKind": {"title": "PassageKind"}}
    }
