"""Every figure of the example year, added up by hand (ACC-01…ACC-08, FEC-01…FEC-13, CAE-07, CAE-09, YOUTH-04).

The operations are told in ``example_year.py``; their numbers stand in brackets. All amounts are in euros.
"""

from tests.accounting.integration.office import ACTIVITY, SIREN
from tests.accounting.proof.bookkeeper import OTHER
from tests.accounting.proof.told import Told, X, Y

ZERO = "0.00"


def test_the_trial_balance_of_the_cooperative(told: Told) -> None:
    """ACC-01, account by account.

    1013 [1] 2 000. 181: each contribution stands on both sides: 100+30+50+10+50+100+20+40+6 = 406.
    401: paid 360+105,50+240 = 705,50; bought 360+105,50+240+72 = 777,50; 72 owed.
    411: sold TTC 1 200+527,50+590+1 200+440 = 3 957,50; received 500+700+527,50+590+1 200+240 = 3 757,50; 200 to come.
    44551: 252+188 = 440 both. 44566: 60+5,50+40+12 = 117,50 both. 44571: 200+27,50+80+10+200+40 = 557,50 both.
    468: shared 1 800; paid 771,43+771,43+100 = 1 642,86; 157,14 owed. 5112: 590 both.
    512 debit: 2 000+500+700+527,50+590+1 200+240, and 21 of the reversal = 5 778,50. Credit: fees 12+21+12+15 = 60,
    suppliers 705,50, VAT 440, members 1 642,86 = 2 848,36. In the bank: 2 930,14.
    186: 100+50+50+100+40 = 340, minus 30+10+20+6 = 66: 274; 187 the opposite. 601: 300+100+200 = 600. 604: 1 800.
    6068: 60. 627: 60 minus 21: 39. 701: 500. 706: 1 000+400+100+1 000+400 = 2 900.
    Debits: 406+705,50+3 957,50+440+117,50+557,50+1 642,86+590+5 778,50+340+66+600+1 800+60+60 = 17 121,36.
    """
    balance = told.answers[f"{X}/trial-balance?year=2028"]
    assert told.rows(f"{X}/trial-balance?year=2028") == {
        "101300": (ZERO, "2000.00", "-2000.00"),
        "181000": ("406.00", "406.00", ZERO),
        "186000": ("340.00", "66.00", "274.00"),
        "187000": ("66.00", "340.00", "-274.00"),
        "401000": ("705.50", "777.50", "-72.00"),
        "411000": ("3957.50", "3757.50", "200.00"),
        "445510": ("440.00", "440.00", ZERO),
        "445660": ("117.50", "117.50", ZERO),
        "445710": ("557.50", "557.50", ZERO),
        "468000": ("1642.86", "1800.00", "-157.14"),
        "511200": ("590.00", "590.00", ZERO),
        "512000": ("5778.50", "2848.36", "2930.14"),
        "601000": ("600.00", ZERO, "600.00"),
        "604000": ("1800.00", ZERO, "1800.00"),
        "606800": ("60.00", ZERO, "60.00"),
        "627000": ("60.00", "21.00", "39.00"),
        "701000": (ZERO, "500.00", "-500.00"),
        "706000": (ZERO, "2900.00", "-2900.00"),
    }
    assert (balance["debit"], balance["credit"], balance["difference"]) == ("17121.36", "17121.36", ZERO)


def test_the_trial_balance_of_the_association(told: Told) -> None:
    """1673, 530: 40 both. 181, 186, 187: the contribution of 12. 401: 36. 411: 158,25. 44551: 2,25. 44566: 6. 44571: 8,25.
    512: 40+158,25 = 198,25 in; 36+2,25+40+2 = 80,25 out; 118 left. 6064: 30. 627: 2. 701: 150.
    Debits: 40+40+12+12+36+158,25+2,25+6+8,25+198,25+30+2 = 545,00."""
    assert told.rows(f"{Y}/trial-balance?year=2028") == {
        "167300": ("40.00", "40.00", ZERO),
        "181000": ("12.00", "12.00", ZERO),
        "186000": ("12.00", ZERO, "12.00"),
        "187000": (ZERO, "12.00", "-12.00"),
        "401000": ("36.00", "36.00", ZERO),
        "411000": ("158.25", "158.25", ZERO),
        "445510": ("2.25", "2.25", ZERO),
        "445660": ("6.00", "6.00", ZERO),
        "445710": ("8.25", "8.25", ZERO),
        "512000": ("198.25", "80.25", "118.00"),
        "530000": ("40.00", "40.00", ZERO),
        "606400": ("30.00", ZERO, "30.00"),
        "627000": ("2.00", ZERO, "2.00"),
        "701000": (ZERO, "150.00", "-150.00"),
    }
    assert told.answers[f"{Y}/trial-balance?year=2028"]["debit"] == "545.00"


def test_the_fec_of_the_cooperative(told: Told) -> None:
    """FEC-01 to FEC-07, FEC-10 to FEC-13: 42 entries of 127 lines, conforming.

    VE 5 entries: 3+3+5+3+3 = 17 lines; 1 200+527,50+590+1 200+440 = 3 957,50.
    AC 4 entries of 3 lines: 12; 360+105,50+240+72 = 777,50.
    BQ 16 entries, the two of VAT with 4 lines, the others with 2: 36; capital 2 000, suppliers 705,50, customers 3 757,50,
    cheque 590, VAT 440, members 1 642,86: 9 135,86.
    OD 17 entries: 9 contributions of 4 lines, 5 fees of 2 with the reversal, 2 of VAT with 6, the share with 4: 62;
    twice 406 = 812, fees 12+21+21+12+15 = 81, VAT 317,50+240 = 557,50, share 1 800: 3 250,50.
    Together 17 121,36. There is no AN: it is the first year of these books, which E13 asks about and an opening entry of
    a later year answers.
    """
    report = told.checked(SIREN, 2028)
    assert report.name == "732829320FEC20280831.txt"
    assert report.conforming, report.findings
    assert {one.code: (one.entries, one.lines, one.debit_cents, one.credit_cents) for one in report.journals} == {
        "VE": (5, 17, 395_750, 395_750),
        "AC": (4, 12, 77_750, 77_750),
        "BQ": (16, 36, 913_586, 913_586),
        "OD": (17, 62, 325_050, 325_050),
    }
    assert (report.entries, report.lines, report.debit_cents, report.credit_cents) == (42, 127, 1_712_136, 1_712_136)
    assert report.counts == {"E13": 1}
    text = told.files[SIREN, 2028][1].decode()
    assert (text.count("\r\n"), text.endswith("\r\n")) == (127, False)


def test_the_fec_of_the_association(told: Told) -> None:
    """CA 1 entry, 2 lines, 40. AC 3 lines, 36. VE 3 lines, 158,25. BQ 5 entries, 10 lines, 40+36+158,25+2,25+40 = 276,50.
    OD 3 entries: 4+3+2 = 9 lines, 24+8,25+2 = 34,25. Together 11 entries, 27 lines, 545,00."""
    report = told.checked(OTHER, 2028)
    assert report.conforming, report.findings
    assert {one.code: (one.entries, one.lines, one.debit_cents) for one in report.journals} == {
        "CA": (1, 2, 4_000),
        "BQ": (5, 10, 27_650),
        "AC": (1, 3, 3_600),
        "VE": (1, 3, 15_825),
        "OD": (3, 9, 3_425),
    }
    assert (report.entries, report.lines, report.debit_cents, report.counts) == (11, 27, 54_500, {"E13": 1})


def test_what_came_late_stands_on_the_first_open_day(told: Told) -> None:
    """ACC-06: [14] was paid on 30/09, September was closed on 03/11: fifth entry of BQ, 01/10, with its real date."""
    reference, posted_on, real_on, label = told.late
    assert (reference, posted_on, real_on) == ("BQ-000005", "2027-10-01", "2027-09-30")
    assert label.endswith("(opération du 30/09/2027)")


def test_the_closings_say_what_was_posted(told: Told) -> None:
    """ACC-05. September: 2 000+1 200+200+360+60+12 = 3 832 in 6 entries. October: 500+527,50+100+360+700+21 and the late
    105,50 = 2 314 in 7; November: 21+12+105,50+20+590+100+590+590 = 2 028,50 in 8. June: 1 800+1 642,86. July, August: 0."""
    closings = {one["period"]: one for one in told.answers[f"{X}/closings"]}
    found = {
        period: (closings[period]["entry_count"], closings[period]["debit"], closings[period]["perpetual"])
        for period in ("2027-09", "2027-10", "2027-11", "2028-06", "2028-08", "2028")
    }
    assert found == {
        "2027-09": (6, "3832.00", "3832.00"),
        "2027-10": (7, "2314.00", "6146.00"),
        "2027-11": (8, "2028.50", "8174.50"),
        "2028-06": (4, "3442.86", "17121.36"),
        "2028-08": (0, ZERO, "17121.36"),
        "2028": (42, "17121.36", "17121.36"),
    }
    assert closings["2028"]["last_numbers"] == {"VE": 5, "AC": 4, "BQ": 16, "OD": 17}
    assert len(closings) == 13


def test_balance_sheet_result_and_treasury_of_the_cooperative(told: Told) -> None:
    """Assets: customers 200 + bank 2 930,14 = 3 130,14. Liabilities: capital 2 000, suppliers 72, members 157,14, result 901.

    Result: 500+2 900 = 3 400 sold; minus materials 600 = margin 2 800; minus 1 800+60+39 = 1 899 of external charges = 901.
    Treasury: cash 2 930,14, taxes 0, suppliers -72, customers 200: future cash 3 058,14.
    """
    sheet = told.answers[f"{X}/balance-sheet?on=2028-08-31"]
    assert (sheet["total_assets"], sheet["total_liabilities"], sheet["result"]) == ("3130.14", "3130.14", "901.00")
    rows = {one["id"]: one["net"] for one in (*sheet["assets"], *sheet["liabilities"])}
    assert rows == {
        "customers": "200.00",
        "cash": "2930.14",
        "capital": "2000.00",
        "result": "901.00",
        "suppliers": "72.00",
        "other_debts": "157.14",
    }
    account = told.answers[f"{X}/profit-and-loss?year=2028"]
    steps = {one["id"]: one["amount"] for one in account["intermediate_balances"]}
    wanted = ("turnover", "margin", "added_value", "contribution", "result")
    assert [steps[one] for one in wanted] == ["3400.00", "2800.00", "901.00", ZERO, "901.00"]
    treasury = {one["key"]: one["amount"] for one in told.answers[f"{X}/management/treasury?on=2028-08-31"]["lines"]}
    named = ("cash", "taxes", "suppliers", "customers", "future_cash", "result")
    assert [treasury[one] for one in named] == ["2930.14", ZERO, "-72.00", "200.00", "3058.14", "901.00"]


def test_cae_07_and_cae_09_each_activity_has_its_own_result_and_contribution(told: Told) -> None:
    """CAE-07, CAE-09.

    X A001: sold 2 500, materials 500, share 1 800, fees 27, contribution 10 % of 2 000 = 200: -27. Bank: 500+700+590+1 200
    in; 12+360+230+240+15+160+1 642,86 = 2 659,86 out: 330,14.
    X A002: sold 900, materials 100, jars 60, fee 12, contribution 10 % of 740 = 74: 654. Bank: 527,50+240+21 in;
    21+12+105,50+22+28 = 188,50 out: 600. Y A001: 150 - 30 - 2 - 12 = 106, bank 118.
    """
    expected = {
        f"{SIREN} A001": ("200.00", "-27.00", "330.14"),
        f"{SIREN} A002": ("74.00", "654.00", "600.00"),
        f"{OTHER} A001": ("12.00", "106.00", "118.00"),
    }
    found = {
        name: (
            told.answers[f"{name} contribution"]["posted"],
            told.answers[f"{name} profit-and-loss?year=2028"]["result"],
            told.answers[f"{name} balance?on=2028-08-31"]["treasury"],
        )
        for name in told.activities
    }
    assert found == expected
    assert told.activities[f"{SIREN} A001"] == ACTIVITY


def test_youth_04_the_share_of_each_member(told: Told) -> None:
    """[31]: 2 500 - 500 - 200 = 1 800; 3 : 3 : 1 gives 771,43, 771,43 and 257,14."""
    share = told.answers["share"]
    assert (share["pool"], share["paid"], share["status"]) == ("1800.00", "1642.86", "APPROVED")
    assert [(one["person_id"], one["amount"]) for one in share["shares"]] == [
        ("p1", "771.43"),
        ("p2", "771.43"),
        ("p3", "257.14"),
    ]


def test_fec_08_and_fec_09_the_next_year_opens_with_what_is_left(told: Told) -> None:
    """FEC-08, FEC-09. X: debits 200 (411), 330,14+600+2 000 (512), 274 (181 of the cooperative) and 27 (120 of A001, which
    lost) = 3 431,14; credits 2 000, 72, 157,14, 200+74 (181), 654+274 (120) = 3 431,14. No account of class 6 or 7, and
    120 together is the result of 901. Y: 118+12 = 12+106+12."""
    assert told.openings[SIREN] == {
        ("1013", "CAE", ""): -200_000,
        ("181", "A001", ""): -20_000,
        ("181", "A002", ""): -7_400,
        ("181", "CAE", ""): 27_400,
        ("401", "A002", "F00003"): -7_200,
        ("411", "A002", "C00004"): 20_000,
        ("468", "A001", "MA001003"): -15_714,
        ("512", "A001", ""): 33_014,
        ("512", "A002", ""): 60_000,
        ("512", "CAE", ""): 200_000,
        ("120", "A001", ""): 2_700,
        ("120", "A002", ""): -65_400,
        ("120", "CAE", ""): -27_400,
    }
    assert told.openings[OTHER] == {
        ("181", "A001", ""): -1_200,
        ("181", "CAE", ""): 1_200,
        ("512", "A001", ""): 11_800,
        ("120", "A001", ""): -10_600,
        ("120", "CAE", ""): -1_200,
    }


def test_the_first_month_of_the_next_year(told: Told) -> None:
    """FEC-08: 13 lines of AN, first in the file, and [33], 2 lines of 200: 3 431,14 + 200 = 3 631,14. Nothing is asked any
    more. The balance sheet of 20/09: bank 3 130,14; the result of 901 waits on 120; this year has none yet."""
    report = told.checked(SIREN, 2029)
    assert report.conforming, report.findings
    assert (report.entries, report.lines, report.debit_cents, report.counts) == (2, 15, 363_114, {})
    second_line = told.files[SIREN, 2029][1].decode().split("\r\n")[1]
    assert second_line.startswith("AN\tÀ-nouveaux\tAN-000001\t20280901\t101300\t")
    sheet = told.answers[f"{X}/balance-sheet?on=2028-09-20"]
    rows = {one["id"]: one["net"] for one in (*sheet["assets"], *sheet["liabilities"])}
    assert rows == {
        "cash": "3130.14",
        "capital": "2000.00",
        "pending_result": "901.00",
        "result": ZERO,
        "suppliers": "72.00",
        "other_debts": "157.14",
    }
    opened = {
        one["account"]: one["opening"]
        for one in told.answers[f"{X}/trial-balance?from=2028-09-01&to=2028-09-20"]["lines"]
    }
    assert (opened["411000"], opened["120000"]) == (
        {"debit": "200.00", "credit": ZERO},
        {"debit": ZERO, "credit": "901.00"},
    )


def test_the_chains_are_intact(told: Told) -> None:
    """ACC-03, ACC-04. X: 42 entries and 2 of the next year; 13 closings; letterings: by themselves the three purchases paid,
    the invoices 2, 6, 15 and 21 and two members, by hand the cheque and the customer's opening balance = 11: 68 links.
    Y: 11 entries and 1, 3 closings, letterings of the purchase, the sale and the advance = 3: 18."""
    for siren, entries, records in ((SIREN, 44, 68), (OTHER, 12, 18)):
        verdict = told.verdicts[siren]
        assert (verdict["intact"], verdict["findings"]) == (True, [])
        assert (verdict["entries"], verdict["records"]) == (entries, records)


def test_acc_10_the_closed_year_is_archived(told: Told) -> None:
    """ACC-10: 42 entries, 127 lines, 5 invoices, 1 share-out; until the closing of the year 42 entries + 13 closings +
    10 letterings (the customer's opening balance came after) = link 65. Closed on 20/09/2028: books until 20/09/2038, payments
    until 20/09/2034."""
    archive = told.answers["archive"]
    counted = ("entry_count", "fec_line_count", "invoice_count", "share_count", "first_sequence", "head_sequence")
    assert [archive[one] for one in counted] == [42, 127, 5, 1, 1, 65]
    assert (archive["closed_on"], archive["keep_until"], archive["payments_until"]) == (
        "2028-09-20",
        "2038-09-20",
        "2034-09-20",
    )
