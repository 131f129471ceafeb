// A printer gets the cards that would be shown, as far as it can be expected to, with all that there is to say of each.
const printable = 2000;

const printedCard = place => {
  const index = picked[place], entry = entryAt(index), isFirst = place === 0 || recordOf[picked[place - 1]] !== recordOf[index];
  frameSize = { width: 160, height: 115 };
  const card = cardOf(index, place, picked.length, isFirst ? { isContinued: false, width: 0 } : null);
  card.querySelector(".tile").append(make("span", "where", placeText(entry)));
  if (entry.findings.length) {
    const findings = make("ul", "findings");
    findings.append(...entry.findings.map(findingOf));
    card.append(findings);
  }
  for (const image of card.querySelectorAll("img")) image.loading = "eager";
  return card;
};

const beginPrinting = () => {
  isPrinting = true;
  clear();
  const printed = Math.min(printable, picked.length), all = [];
  for (let place = 0; place < printed; place += 1) {
    const card = printedCard(place);
    cards.set(place, card);
    all.push(card);
  }
  list.replaceChildren(...all);
  byId("printed").textContent = printed < picked.length ? "The first " + grouped(printed) + " of them are here." : "";
};

const endPrinting = () => { isPrinting = false; clear(); layOut(picked); };
