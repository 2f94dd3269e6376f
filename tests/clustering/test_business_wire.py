"""A wire that tells of one trade after another in much the same words: each firm's is a story of its own."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from embeddings import Encoder
from service.desk import Desk
from service.model import Article, Submission
from service.stores.memory import MemoryStore

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)

WIRE = """\
orrin | Orrin Mills sells 40 million in debentures
Orrin Mills Corp has sold 40 million crowns of debentures at par, lead underwriter Talbeck Brothers said. They pay
7.25 percent and cannot be called for five years. Proceeds will repay bank loans.

velde | Velde Power files for bond offering
Velde Power and Light has filed with the securities board for an offering of up to 100 million crowns of first
mortgage bonds. Proceeds will be used to redeem older bonds, it said.

samar | Samar Foods raises quarterly dividend
Samar Foods Inc said its board raised the quarterly dividend to 22 cents a share from 18 cents, payable April 10 to
holders of record on March 20.

lusk | Lusk Chemical in talks to buy paint unit
Lusk Chemical Co said it is in talks to acquire the paint division of Arvid Holdings for an undisclosed sum. The
division had sales of 61 million crowns last year.

hadley | Hadley Bank sees higher first quarter net
Hadley Bank Corp expects first quarter net profit to rise by about 12 percent, chairman Oskar Thein told shareholders.
Loan losses fell in January, he said.

merrow | Merrow Steel to close Tellin rolling mill
Merrow Steel said it will close its rolling mill at Tellin in June, at a cost of 14 million crowns before tax. About
350 people work there.

orrin | Orrin Mills places debentures
Talbeck Brothers said it has placed 40 million crowns of 7.25 percent debentures of Orrin Mills Corp with investors.
The textile maker will use the money to repay banks.

pell | Pell Airways orders four turboprops
Pell Airways has ordered four turboprop aircraft from Dorn Aviation for 38 million crowns, with options on two more.
Delivery begins next spring, the carrier said.

quist | Quist Stores March sales up
Quist Stores said sales rose 6.4 percent in the four weeks to February 28, to 81 million crowns. Sales of comparable
stores were up 3.1 percent.

brandvik | Brandvik Gas files for debt offering
Brandvik Gas Co filed with the securities board to offer up to 60 million crowns of notes. Proceeds will be used for
pipelines and to repay short-term debt, it said.

ostby | Ostby Paper sets quarterly dividend
Ostby Paper Ltd declared a quarterly dividend of 15 cents a share, payable April 1 to holders of record on March 13.
It paid the same in the previous quarter.

carne | Carne Motors in talks to sell truck unit
Carne Motors said it is in talks with several parties to sell its truck division, which lost 9 million crowns last
year. It gave no price.

velm | Velm Insurance expects higher net
Velm Insurance Group expects net profit to rise this year by about a tenth after fewer storm claims, chief executive
Hanne Rusk told analysts.

dahl | Dahl Cement to close Morvik kiln
Dahl Cement will close its kiln at Morvik by August and take a charge of 8 million crowns in the second quarter. Some
120 jobs will go, a spokesman said.

pell | Dorn Aviation wins Pell Airways order
Dorn Aviation said Pell Airways had ordered four of its turboprop aircraft and taken options on two more. The order is
worth 38 million crowns.

roth | Roth Shipping orders two tankers
Roth Shipping has ordered two tankers from the Estmark yard for 90 million crowns, to be delivered in two years. It
has options on one more.

fenn | Fenn Markets opens six stores
Fenn Markets said it will open six stores in the south this year and close two in Ardal, and that it has hired Mette
Strand as head of its bakeries.

tarn | Tarn Timber sells notes privately
Tarn Timber Corp sold 25 million crowns of ten-year notes privately through Aldous Securities. They pay 7.9 percent.
It will use the proceeds to build a sawmill.

kell | Kell Brewing recalls wheat beer
Kell Brewing Co is recalling 90,000 bottles of wheat beer after glass was found in some of them in Lindesay, and has
stopped the line that filled them.

nord | Nordhus Optical completes purchase
Nordhus Optical has completed the purchase of Vinter Lens Works for 17 million crowns in cash. Vinter makes lenses for
cameras and employs 90.
"""


def test_each_firm_is_a_story_and_what_is_told_twice_is_one(encoder: Encoder) -> None:
    store, firms = MemoryStore(), defaultdict[str, list[str]](list)
    desk = Desk(store, encoder)
    for number, report in enumerate(WIRE.split("\n\n")):
        head, text = report.split("\n", 1)
        firm, title = head.split(" | ")
        at = NOW + timedelta(minutes=number)
        article = Article(str(number), title, text, source="Trade Wire", published_at=at)
        desk.receive([Submission(article)], at)
        filed = store.article(article.id)
        assert filed is not None
        firms[filed.story_id].append(firm)
    together = sorted(told for told in firms.values() if len(told) > 1)
    assert together == [["orrin", "orrin"], ["pell", "pell"]]
