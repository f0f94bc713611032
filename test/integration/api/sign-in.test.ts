import { expect } from "chai";
import { hexToBigInt, numberToHex, type Hex } from "viem";
import { purge } from "../../../api/lib/housekeeping.ts";
import type { SignInChallenge } from "#core/features/session.ts";
import { accountAt, anApi, messageFor, type TestApi } from "../../support/api.ts";

const json = { "content-type": "application/json" };
const minutes = (count: number) => count * 60_000;

describe("sign in with Ethereum", () => {
  let api: TestApi;
  const account = accountAt(3);
  before(async () => {
    api = await anApi();
  });
  after(async () => api?.close());

  const ask = async (): Promise<SignInChallenge> =>
    (await fetch(`${api.url}/v1/session/challenge`, { method: "POST" })).json() as Promise<SignInChallenge>;
  const send = (message: string, signature: Hex) =>
    fetch(`${api.url}/v1/session`, { method: "POST", headers: json, body: JSON.stringify({ message, signature }) });
  const signAndSend = async (message: string) => send(message, await account.signMessage({ message }));

  it("takes the message that it asked for, and knows the person from then on", async () => {
    const message = messageFor(await ask(), account.address);

    const response = await signAndSend(message);

    expect(response.status).to.equal(200);
    const cookie = response.headers.getSetCookie()[0] ?? "";
    expect(cookie).to.match(/^guildhall=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    const me = await fetch(`${api.url}/v1/session`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
    expect(await me.json()).to.include({ address: account.address.toLowerCase(), role: "member" });
  });

  // Each is signed by the right key with a fresh nonce, so the change alone can be what refuses it.
  const mutations: Record<string, (challenge: SignInChallenge) => string> = {
    "another domain": (it) => messageFor(it, account.address, { domain: "guildhall.example" }),
    "another uri": (it) => messageFor(it, account.address, { uri: "https://guildhall.example" }),
    "another chain": (it) => messageFor(it, account.address, { chainId: 1 }),
    "another statement": (it) => messageFor(it, account.address, { statement: "Give me everything." }),
    "another version": (it) => messageFor(it, account.address).replace("Version: 1", "Version: 2"),
    "a nonce that was never given": (it) => messageFor(it, account.address, { nonce: "0123456789abcdef0123456789abcdef" }),
    "no expiry": (it) => messageFor(it, account.address).replace(/\nExpiration Time: .*/, ""),
    "an expiry in the past": (it) => messageFor(it, account.address, { expirationTime: new Date(Date.now() - 1_000) }),
    "an expiry far away": (it) => messageFor(it, account.address, { expirationTime: new Date(Date.now() + minutes(60)) }),
    "issued long ago": (it) => messageFor(it, account.address, { issuedAt: new Date(Date.now() - minutes(30)) }),
    "issued in the future": (it) => messageFor(it, account.address, { issuedAt: new Date(Date.now() + minutes(30)) }),
    "a time before which it does not hold": (it) => messageFor(it, account.address, { notBefore: new Date() }),
    "another person's address": (it) => messageFor(it, accountAt(4).address),
    "an address without its checksum": (it) =>
      messageFor(it, account.address).replace(account.address, account.address.toLowerCase()),
    "bytes after the end": (it) => `${messageFor(it, account.address)}\nResources:`,
    resources: (it) => messageFor(it, account.address, { resources: ["https://guildhall.example/all"] }),
    "another scheme": (it) => messageFor(it, account.address, { scheme: "https" }),
    "a request id": (it) => messageFor(it, account.address, { requestId: "7" }),
  };

  for (const [name, change] of Object.entries(mutations)) {
    it(`refuses ${name}, without saying why`, async () => {
      const response = await signAndSend(change(await ask()));

      expect(response.status).to.equal(401);
      expect(await response.json()).to.include({ code: "sign-in-refused" });
      expect(response.headers.getSetCookie()).to.deep.equal([]);
    });
  }

  describe("a signature", () => {
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const forms: Record<string, (signature: Hex) => Hex> = {
      "mirrored to the upper half": (it) => {
        const s = numberToHex(order - hexToBigInt(`0x${it.slice(66, 130)}`), { size: 32 }).slice(2);
        return `${it.slice(0, 66) as Hex}${s}${it.endsWith("1b") ? "1c" : "1b"}`;
      },
      "of 64 bytes": (it) => it.slice(0, 130) as Hex,
      "with a byte more": (it) => `${it}00`,
      "with another recovery id": (it) => `${it.slice(0, 130) as Hex}${it.endsWith("1b") ? "1c" : "1b"}`,
      "of zeros": () => `0x${"0".repeat(128)}1b`,
      "of another person": (it) => it.replace(/.$/, "c") as Hex,
    };
    for (const [name, change] of Object.entries(forms)) {
      it(`${name} is refused`, async () => {
        const message = messageFor(await ask(), account.address);
        const signature =
          name === "of another person"
            ? await accountAt(4).signMessage({ message })
            : change(await account.signMessage({ message }));

        const response = await send(message, signature);

        expect(response.status).to.equal(401);
      });
    }
  });

  it("spends a nonce once, though fifty bring it at the same moment", async () => {
    const message = messageFor(await ask(), account.address);
    const signature = await account.signMessage({ message });

    const answers = await Promise.all(Array.from({ length: 50 }, () => send(message, signature)));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([200, ...Array<number>(49).fill(401)]);
  });

  it("spends a nonce also when the sign-in fails", async () => {
    const message = messageFor(await ask(), account.address);
    await send(message, await accountAt(4).signMessage({ message }));

    const second = await signAndSend(message);

    expect(second.status).to.equal(401);
  });

  it("signs an ordinary wallet in while the node is down, and fails closed for one that is a contract", async () => {
    api.say.isDown = true;
    try {
      const message = messageFor(await ask(), account.address);
      const stranger = messageFor(await ask(), account.address);

      const own = await signAndSend(message);
      const contract = await send(stranger, `0x${"12".repeat(80)}`);

      expect(own.status).to.equal(200);
      expect(contract.status).to.equal(503);
      expect(contract.headers.getSetCookie()).to.deep.equal([]);
    } finally {
      api.say.isDown = false;
    }
  });

  it("makes an admin of a configured address at sign-in, and of nobody else", async () => {
    const [admin, member] = await Promise.all([api.as(0), api.as(5)]);

    expect((await admin.api.session.me())?.role).to.equal("admin");
    expect((await member.api.session.me())?.role).to.equal("member");
  });

  it("gives every person a handle of their own, also when addresses begin alike", async () => {
    const member = await api.as(6);
    const handle = (await member.api.session.me())?.handle ?? "";
    expect(member.address.slice(2)).to.contain(handle.slice(1));

    const taken = `x${accountAt(7).address.toLowerCase().slice(2, 12)}`;
    await member.api.profiles.update({
      handle: taken,
      name: "Squatter",
      headline: "",
      bio: "",
      location: "",
      timeZone: "",
      skills: [],
      links: [],
      availableHours: 0,
    });
    const other = await api.as(7);

    expect((await other.api.session.me())?.handle).to.match(new RegExp(`^${taken}.+`));
  });

  describe("a session", () => {
    it("ends everywhere at sign-out: the stolen cookie is worth nothing", async () => {
      const member = await api.as(8);

      await member.send("DELETE", "/v1/session");

      expect((await member.send("GET", "/v1/notifications")).status).to.equal(401);
    });

    it("is new at every sign-in, and the one before it in that browser is over", async () => {
      const first = await api.as(9);
      const message = messageFor(await ask(), first.account.address);

      const second = await first.send("POST", "/v1/session", {
        message,
        signature: await first.account.signMessage({ message }),
      });

      expect(second.headers.getSetCookie()[0]).to.not.contain(first.cookie);
      expect((await first.send("GET", "/v1/notifications")).status).to.equal(401);
    });

    it("takes no id that the caller chose", async () => {
      const chosen = `guildhall=${"A".repeat(43)}`;
      const message = messageFor(await ask(), account.address);

      await fetch(`${api.url}/v1/session`, {
        method: "POST",
        headers: { ...json, cookie: chosen },
        body: JSON.stringify({ message, signature: await account.signMessage({ message }) }),
      });

      const me = await fetch(`${api.url}/v1/session`, { headers: { cookie: chosen } });
      expect(await me.json()).to.equal(null);
    });

    it("is kept as a hash: the table signs nobody in", async () => {
      const member = await api.as(10);
      const token = member.cookie.split("=")[1] ?? "";

      const { prisma } = api.deps.database;

      expect(await prisma.session.count({ where: { id: token } })).to.equal(0);
      expect(await prisma.session.count({ where: { address: member.address } })).to.equal(1);
    });

    it("is over when its time is", async () => {
      const member = await api.as(11);
      await api.deps.database.prisma.session.updateMany({
        where: { address: member.address },
        data: { expiresAt: new Date(Date.now() - 1) },
      });

      expect((await member.send("GET", "/v1/notifications")).status).to.equal(401);
    });
  });

  it("throws away what nobody used in time", async () => {
    const { prisma } = api.deps.database;
    await prisma.signInNonce.create({ data: { nonce: "old", expiresAt: new Date(Date.now() - 1) } });

    await purge(api.deps.database, { outboxDays: 30 });

    expect(await prisma.signInNonce.count({ where: { nonce: "old" } })).to.equal(0);
  });
});
