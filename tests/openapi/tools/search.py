"""Searches by words with the client that openapi-python-client generates, signed by httpx."""

import os

from dajisaas_1688_api_client import AuthenticatedClient
from dajisaas_1688_api_client.api.product import keyword_search
from dajisaas_1688_api_client.models import KeywordSearchAnswer

import signing

client = AuthenticatedClient(
    base_url=f"http://127.0.0.1:{os.environ['PORT']}", token="unused", httpx_args={"auth": signing.SignedQuery()}
)
answer = keyword_search.sync(client=client, keyword="连衣裙", country="en", begin_page=1, page_size=20)
assert isinstance(answer, KeywordSearchAnswer), answer
products = answer.data.data
assert products, "no products"
for product in products[:3]:
    print(product.offer_id, product.subject_trans or product.subject)
