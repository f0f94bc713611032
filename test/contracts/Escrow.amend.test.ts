import { expect } from "chai";
import { amendmentTypedData, packConfig, type Terms, unpackConfig } from "../../core/chain/terms.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;

const states = async (w: s.World, terms: Terms) =>
  Promise.all(terms.milestones.map(async (_, index) => (await s.lane(w, terms, index)).state));

describe("Escrow.amend", () => {
  it("moves what is held into the new Terms, which bind both at once", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w, { amounts: [10n, 20n, 30n] });
    const terms = await s.aSuccessor(w, old, { amounts: [45n, 15n, 99n] });
    const [id, next] = [await s.idOf(w, old), await s.idOf(w, terms)];

    const sent = s.amend(w, old, terms, { count: 2, by: w.stranger });

    await expect(sent).to.emit(w.escrow, "Amended").withArgs(id, next, 60, 0, 0);
    await expect(sent).to.emit(w.escrow, "Created");
    await expect(sent).to.changeEtherBalances(ethers, [w.escrow, w.client, w.developer], [0n, 0n, 0n]);
    expect(await states(w, old)).to.deep.equal(["Amended", "Amended", "Amended"]);
    expect(await states(w, terms)).to.deep.equal(["Funded", "Funded", "Unfunded"]);
    expect(await w.escrow.agreementOf(id)).to.deep.equal([3n, true, false, true]);
    expect(await w.escrow.agreementOf(next)).to.deep.equal([2n, true, false, false]);
    await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.changeEtherBalance(ethers, w.developer, 45n);
  });

  describe("when money is missing", () => {
    it("takes it from the client, in the coin and in a token", async () => {
      const w = await loadFixture(world);
      for (const token of [s.COIN, w.tokenAddress]) {
        const old = await s.anActive(w, { amounts: [10n], token });
        const terms = await s.aSuccessor(w, old, { amounts: [7n, 8n] });
        const value = token === s.COIN ? 5n : 0n;

        const sent = s.amend(w, old, terms, { value });

        await expect(sent)
          .to.emit(w.escrow, "Amended")
          .withArgs(await s.idOf(w, old), await s.idOf(w, terms), 10, 5, 0);
        if (token === s.COIN) await expect(sent).to.changeEtherBalances(ethers, [w.client, w.escrow], [-5n, 5n]);
        else await expect(sent).to.changeTokenBalances(ethers, w.token, [w.client, w.escrow], [-5n, 5n]);
      }
    });

    it("reverts Escrow_NotClient for anyone else, and Escrow_Paused during a pause", async () => {
      const w = await loadFixture(world);
      const old = await s.anActive(w, { amounts: [10n] });
      const terms = await s.aSuccessor(w, old, { amounts: [11n] });

      for (const by of [w.developer, w.stranger]) {
        await expect(s.amend(w, old, terms, { by, value: 1n })).to.be.revertedWithCustomError(w.escrow, "Escrow_NotClient");
      }
      await w.escrow.connect(w.treasury).pause();
      await expect(s.amend(w, old, terms, { value: 1n })).to.be.revertedWithCustomError(w.escrow, "Escrow_Paused");
      // What needs no money is no new funding.
      await s.amend(w, old, await s.aSuccessor(w, old, { amounts: [10n] }), { by: w.stranger });
    });

    it("reverts Escrow_WrongValue for a wei too little or too much", async () => {
      const w = await loadFixture(world);
      const old = await s.anActive(w, { amounts: [10n] });
      const terms = await s.aSuccessor(w, old, { amounts: [12n] });

      for (const value of [1n, 3n]) {
        await expect(s.amend(w, old, terms, { value })).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongValue");
      }
      const even = await s.aSuccessor(w, old, { amounts: [10n] });
      await expect(s.amend(w, old, even, { value: 1n })).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongValue");
    });
  });

  describe("when money is over", () => {
    it("returns it to the client, whoever sends it", async () => {
      const w = await loadFixture(world);
      const old = await s.anActive(w, { amounts: [10n, 20n] });
      const terms = await s.aSuccessor(w, old, { amounts: [1n] });

      const sent = s.amend(w, old, terms, { by: w.developer });

      await expect(sent).to.changeEtherBalances(ethers, [w.client, w.escrow], [29n, -29n]);
      await expect(sent)
        .to.emit(w.escrow, "Amended")
        .withArgs(await s.idOf(w, old), await s.idOf(w, terms), 30, 0, 29);
    });

    it("credits it to a client that takes no money", async () => {
      const w = await loadFixture(world);
      const client = await s.anActor();
      await client.sign(1);
      const at = (await client.getAddress()) as s.Hex;
      const old = { ...(await s.aTerms(w, { amounts: [10n] })), client: at };
      const call = s.encode(w, "fundSigned", [plain(old), 1, await s.signTerms(w, old)]);
      await client.act(w.escrow, call, { value: 10n });
      await client.behave(1);
      const terms = { ...(await s.aSuccessor(w, old, { amounts: [4n] })), client: at };

      await expect(s.amend(w, old, terms, { by: w.stranger }))
        .to.emit(w.escrow, "Credited")
        .withArgs(at, s.COIN, 6);
    });
  });

  it("leaves what is disputed under the old id, and what is closed alone", async () => {
    const w = await loadFixture(world);
    const old = await s.aSubmitted(w, { amounts: [10n, 20n, 30n] });
    await s.dispute(w, old);
    await w.escrow.connect(w.client).release(plain(old), 1);
    const terms = await s.aSuccessor(w, old, { amounts: [30n] });

    await s.amend(w, old, terms);

    expect(await states(w, old)).to.deep.equal(["Disputed", "Released", "Amended"]);
    await time.increase(91 * DAY);
    await expect(w.escrow.execute(plain(old), 0)).to.changeEtherBalances(ethers, [w.client, w.developer], [5n, 5n]);
  });

  it("moves what a milestone still holds after a release in part, and charges the fee of each once", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w, { amounts: [1_000n] });
    await w.escrow.connect(w.client).releasePart(plain(old), 0, 150n);
    const terms = await s.aSuccessor(w, old, { amounts: [850n] });

    await s.amend(w, old, terms);
    await w.escrow.connect(w.client).release(plain(terms), 0);

    expect(await w.escrow.feesOf(s.COIN)).to.equal(1n + 8n);
  });

  it("reverts Escrow_IsAmended the second time, and for later funding", async () => {
    const w = await loadFixture(world);
    const old = await s.aTerms(w, { amounts: [10n, 20n] });
    await s.fundSigned(w, old, 1);
    await s.amend(w, old, await s.aSuccessor(w, old, { amounts: [10n] }));
    const another = await s.aSuccessor(w, old, { amounts: [10n] });

    await expect(
      w.escrow.connect(w.client).amend(plain(old), plain(another), 1, 2 ** 40, "0x", "0x", { value: 10n }),
    ).to.be.revertedWithCustomError(w.escrow, "Escrow_IsAmended");
    await expect(w.escrow.connect(w.client).fund(plain(old), 1, { value: 20n })).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_IsAmended",
    );
  });

  it("may be amended again, and an old one never comes back", async () => {
    const w = await loadFixture(world);
    const first = await s.anActive(w, { amounts: [10n] });
    const second = await s.aSuccessor(w, first, { amounts: [10n] });
    const third = await s.aSuccessor(w, second, { amounts: [10n] });
    await s.amend(w, first, second);
    await s.amend(w, second, third);

    expect([(await states(w, first))[0], (await states(w, second))[0], (await states(w, third))[0]]).to.deep.equal([
      "Amended",
      "Amended",
      "Funded",
    ]);
    // The first Terms name nobody before them, so no amendment can make them anew.
    await expect(
      w.escrow.connect(w.client).amend(plain(third), plain(first), 1, 2 ** 40, "0x", "0x"),
    ).to.be.revertedWithCustomError(w.escrow, "Escrow_AmendmentRefused");
  });

  it("reverts Escrow_AmendmentRefused for another client, developer or token, or another agreement named", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w);
    const terms = await s.aSuccessor(w, old);
    const changes = [
      { client: w.stranger.address },
      { developer: w.stranger.address },
      { token: w.tokenAddress },
      { previous: ethers.ZeroHash },
      { previous: await s.idOf(w, terms) },
    ];

    for (const change of changes) {
      await expect(
        w.escrow.amend(plain(old), plain({ ...terms, ...change } as Terms), 1, 2 ** 40, "0x", "0x"),
      ).to.be.revertedWithCustomError(w.escrow, "Escrow_AmendmentRefused");
    }
  });

  it("reverts Escrow_Unknown for what was never funded, and Escrow_NotAccepted for an offer", async () => {
    const w = await loadFixture(world);
    const old = await s.aTerms(w);
    const terms = await s.aSuccessor(w, old);
    const sent = () => w.escrow.amend(plain(old), plain(terms), 1, 2 ** 40, "0x", "0x");

    await expect(sent()).to.be.revertedWithCustomError(w.escrow, "Escrow_Unknown");
    await s.fund(w, old);
    await expect(sent()).to.be.revertedWithCustomError(w.escrow, "Escrow_NotAccepted");
  });

  it("holds the new Terms to what creation asks", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w, { amounts: [10n] });
    const attempts: [Partial<Terms>, string, s.TermsOptions?][] = [
      [{}, "Escrow_FeeNotCurrent", { feeBps: 99 }],
      [{}, "Escrow_BadReviewPeriod", { reviewPeriod: 1 }],
      [{ court: w.stranger.address as s.Hex }, "Escrow_CourtWithoutCode"],
      [{ milestones: [{ amount: 10n, due: await time.latest() }] }, "Escrow_DuePassed"],
      [{ milestones: [{ amount: 0n, due: 2 ** 40 - 1 }] }, "Escrow_BadAmount"],
      [{}, "Escrow_BadMilestoneCount", { amounts: Array(13).fill(1n) }],
    ];

    for (const [change, error, options] of attempts) {
      const terms = { ...(await s.aSuccessor(w, old, { amounts: [10n], ...options })), ...change };
      const sent = w.escrow.connect(w.client).amend(plain(old), plain(terms), 1, 2 ** 40, "0x", await blind(w, old, terms));
      await expect(sent, error).to.be.revertedWithCustomError(w.escrow, error);
    }
    const terms = await s.aSuccessor(w, old, { amounts: [10n] });
    for (const count of [0, 2]) {
      const signed = await blind(w, old, terms, count);
      await expect(
        w.escrow.connect(w.client).amend(plain(old), plain(terms), count, 2 ** 40, "0x", signed),
      ).to.be.revertedWithCustomError(w.escrow, "Escrow_NothingToFund");
    }
  });

  it("reverts Escrow_SignatureExpired after the deadline", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w);
    const deadline = (await time.latest()) - 1;

    await expect(s.amend(w, old, await s.aSuccessor(w, old), { deadline })).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_SignatureExpired",
    );
  });

  it("reverts Escrow_BadSignature for another agreement, successor, count, deadline or signer", async () => {
    const w = await loadFixture(world);
    const [old, other] = [await s.anActive(w), await s.anActive(w)];
    const [terms, another] = [await s.aSuccessor(w, old), await s.aSuccessor(w, old)];
    const ofOther = { ...terms, previous: await s.idOf(w, other) };
    const deadline = (await time.latest()) + DAY;
    const amendment = await s.amendmentOf(w, old, terms, 2, deadline);
    const [client, developer] = [await s.signAmendment(w, amendment, w.client), await s.signAmendment(w, amendment, w.developer)];
    const attempts = [
      [other, ofOther, 2, deadline, client, developer],
      [old, another, 2, deadline, client, developer],
      [old, terms, 1, deadline, client, developer],
      [old, terms, 2, deadline + 1, client, developer],
      [old, terms, 2, deadline, developer, developer],
      [old, terms, 2, deadline, client, client],
      [old, terms, 2, deadline, "0x", developer],
    ] as const;

    for (const [from, to, ...rest] of attempts) {
      await expect(w.escrow.connect(w.stranger).amend(plain(from), plain(to), ...rest)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_BadSignature",
      );
    }
    await w.escrow.connect(w.stranger).amend(plain(old), plain(terms), 2, deadline, client, developer);
  });

  it("reverts Escrow_BadSignature once anything of the old agreement has moved", async () => {
    const w = await loadFixture(world);
    const deadline = (await time.latest()) + 20 * DAY;
    const changes = [
      (t: Terms) => w.escrow.connect(w.developer).submit(plain(t), 0, s.DIGEST),
      (t: Terms) => w.escrow.connect(w.developer).refund(plain(t), 1),
      (t: Terms) => w.escrow.connect(w.client).releasePart(plain(t), 0, 1n),
      (t: Terms) => s.dispute(w, t, 0, w.developer),
    ];

    for (const change of changes) {
      const old = await s.anActive(w, { amounts: [ETHER, ETHER] });
      // The second release in part writes nothing into the ledger: what is moved gives it away.
      await w.escrow.connect(w.client).releasePart(plain(old), 0, 1n);
      const terms = await s.aSuccessor(w, old, { amounts: [1n] });
      const amendment = await s.amendmentOf(w, old, terms, 1, deadline);
      const signed = await s.signAmendment(w, amendment, w.developer);
      await change(old);
      await expect(
        w.escrow.connect(w.client).amend(plain(old), plain(terms), 1, deadline, "0x", signed),
      ).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
    }
  });

  it("needs no signature of the party that sends it", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w);
    const terms = await s.aSuccessor(w, old);
    const deadline = (await time.latest()) + DAY;
    const signed = await s.signAmendment(w, await s.amendmentOf(w, old, terms, 3, deadline), w.client);

    await expect(w.escrow.connect(w.developer).amend(plain(old), plain(terms), 3, deadline, signed, "0x")).to.emit(
      w.escrow,
      "Amended",
    );
  });

  it("is refused to Terms that only name an earlier agreement, by Escrow_AmendmentRefused", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w);

    await expect(s.fund(w, await s.aSuccessor(w, old))).to.be.revertedWithCustomError(w.escrow, "Escrow_AmendmentRefused");
  });

  it("says by amendmentOf what wallets sign", async () => {
    const w = await loadFixture(world);
    const old = await s.anActive(w, { amounts: [10n, 20n] });
    const terms = await s.aSuccessor(w, old, { amounts: [25n, 1n] });
    const amendment = await s.amendmentOf(w, old, terms, 2, 77);
    const { domain, types, message } = amendmentTypedData(amendment, w.domain);

    const said = await w.escrow.amendmentOf(plain(old), plain(terms), 2, 77);

    expect(said.digest).to.equal(ethers.TypedDataEncoder.hash(domain, types as never, message));
    expect([said.moved, said.needed]).to.deep.equal([30n, 26n]);
  });
});

/** The developer's signature over what `amendmentOf` refuses to say. */
async function blind(w: s.World, old: Terms, terms: Terms, count = 1): Promise<string> {
  const known = await s.amendmentOf(w, old, await s.aSuccessor(w, old, { amounts: [1n] }), 1, 2 ** 40);
  const amendment = { ...known, next: await s.idOf(w, terms), funded: BigInt(count), deadline: 2n ** 40n };
  return s.signAmendment(w, amendment, w.developer);
}

describe("Escrow.fundWithPermit", () => {
  it("funds an offer with the client's permit in place of an approval", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);

    const sent = w.escrow.connect(w.client).fundWithPermit(plain(terms), 2, "0x", await s.signPermit(w, 20n));

    await expect(sent).to.changeTokenBalances(ethers, w.token, [w.client, w.escrow], [-20n, 20n]);
    expect(await w.escrow.agreementOf(await s.idOf(w, terms))).to.deep.equal([2n, false, false, false]);
  });

  it("binds both with the developer's signature", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);
    const signed = await s.signTerms(w, terms);

    await w.escrow.connect(w.client).fundWithPermit(plain(terms), 3, signed, await s.signPermit(w, 30n));

    expect(await w.escrow.isAccepted(await s.idOf(w, terms))).to.equal(true);
  });

  it("does not mind that somebody sent the permit before", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);
    const { value, deadline, v, r, s: s_ } = await s.signPermit(w, 30n);
    await w.token.connect(w.stranger).permit(w.client.address, w.domain.escrow, value, deadline, v, r, s_);

    await expect(
      w.escrow.connect(w.client).fundWithPermit(plain(terms), 3, "0x", { value, deadline, v, r, s: s_ }),
    ).to.changeTokenBalance(ethers, w.token, w.client, -30n);
  });

  it("reverts Escrow_TransferFailed for a permit of too little, of another signer, or for another escrow", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);
    const attempts = [
      await s.signPermit(w, 29n),
      await s.signPermit(w, 30n, { signer: w.stranger }),
      await s.signPermit(w, 30n, { spender: w.domain.court }),
    ];

    for (const attempt of attempts) {
      await expect(w.escrow.connect(w.client).fundWithPermit(plain(terms), 3, "0x", attempt)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_TransferFailed",
      );
    }
  });

  it("reverts Escrow_NotClient for anyone but the client, whose permit nobody else can use", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);

    await expect(
      w.escrow.connect(w.stranger).fundWithPermit(plain(terms), 3, "0x", await s.signPermit(w, 30n)),
    ).to.be.revertedWithCustomError(w.escrow, "Escrow_NotClient");
  });

  it("reverts Escrow_SignatureExpired or Escrow_BadSignature as fundSigned does", async () => {
    const w = await loadFixture(world);
    const terms = await aPoor(w);
    const late = { ...terms, config: packConfig({ ...unpackConfig(terms.config), signBy: 1 }) };
    const signed = await s.signTerms(w, late);
    const sent = async (t: Terms, signature: string) =>
      w.escrow.connect(w.client).fundWithPermit(plain(t), 3, signature, await s.signPermit(w, 30n));

    await expect(sent(late, signed)).to.be.revertedWithCustomError(w.escrow, "Escrow_SignatureExpired");
    await expect(sent(terms, signed)).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
  });

  it("reverts Escrow_WrongValue for the native coin, which knows no permit", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);

    await expect(
      w.escrow.connect(w.client).fundWithPermit(plain(terms), 1, "0x", await s.signPermit(w, ETHER)),
    ).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongValue");
  });
});

/** Terms of thirty units of the token, of which the client approved none. */
async function aPoor(w: s.World): Promise<Terms> {
  await w.token.connect(w.client).approve(w.escrow, 0n);
  return s.aTerms(w, { amounts: [10n, 10n, 10n], token: w.tokenAddress });
}
