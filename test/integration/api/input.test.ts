/** Whatever is sent: never a 5xx, always a problem that says what to do. */
import { expect } from "chai";
import fc from "fast-check";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { problemMediaType, problemStatus } from "#core/lib/problem.ts";
import { mintId } from "#core/lib/ids.ts";
import { aProject, aProposal, anAgreement, anApi, type Member, type TestApi } from "../../support/api.ts";

type Body = NonNullable<RequestInit["body"]>;

/** `SOAK=10000` for the long campaign. */
const runs = Number(process.env["SOAK"] ?? 250);

describe("bad input", function () {
  this.timeout(Math.max(60_000, runs * 100));
  let api: TestApi;
  let member: Member;
  let other: Member;
  let agreement: string;
  before(async () => {
    api = await anApi();
    [member, other] = (await Promise.all([1, 2].map(api.as))) as [Member, Member];
    ({ agreement } = await anAgreement(api, other, member));
  });
  after(async () => api?.close());

  /** A problem as RFC 9457 and our own table want it. */
  const expectProblem = async (response: Response, status: number): Promise<Record<string, unknown>> => {
    const body = (await response.json()) as Record<string, unknown>;
    expect(response.status, JSON.stringify(body)).to.equal(status);
    expect(response.headers.get("content-type")).to.equal(problemMediaType);
    expect(body).to.have.all.keys("type", "title", "status", "code", "detail", "facts", "requestId");
    expect(body["status"]).to.equal(status);
    expect(problemStatus).to.have.property(String(body["code"]));
    expect(body["type"]).to.equal(`urn:guildhall:problem:${body["code"]}`);
    expect(body["requestId"]).to.equal(response.headers.get("x-request-id"));
    return body;
  };

  const raw = (body: Body, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/v1/projects`, {
      method: "POST",
      headers: { cookie: member.cookie, "content-type": "application/json", ...headers },
      body,
    });

  describe("a body that is refused before anybody reads it", () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const bodies: Record<string, [Body, number, Record<string, string>?]> = {
      "is not JSON": ["{", 400],
      "ends in the middle of a string": ['{"title":"half', 400],
      "is not UTF-8": [Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
      "is nested 33 deep": [nested(33), 400],
      "is nested 40,000 deep": [nested(40_000), 400],
      "names a key twice": ['{"title":"one","title":"two"}', 400],
      "names a key twice, once in escapes": ['{"title":"one","t\\u0069tle":"two"}', 400],
      "holds a NUL": ['{"title":"a\\u0000b"}', 400],
      "holds half of a surrogate pair": ['{"title":"\\ud800"}', 400],
      "holds an integer that a double would change": ['{"availableHours":9007199254740993}', 400],
      "holds a number beyond every double": ['{"availableHours":1e400}', 400],
      "holds NaN": ['{"availableHours":NaN}', 400],
      "has 6,000 values": [JSON.stringify({ skills: Array<string>(6_000).fill("a") }), 400],
      "is larger than 256 kB": [JSON.stringify({ brief: "x".repeat(300_000) }), 413],
      "is compressed": [gzipSync("{}"), 400, { "content-encoding": "gzip" }],
      "is a form": ["title=hello", 400, { "content-type": "application/x-www-form-urlencoded" }],
      "is text that is JSON": ['{"title":"hello"}', 400, { "content-type": "text/plain" }],
      "is in another charset": ["{}", 400, { "content-type": "application/json; charset=utf-16" }],
      "is a list": ["[1,2]", 400],
      "is null": ["null", 400],
      "is a string": ['"hello"', 400],
    };
    for (const [name, [body, status, headers]] of Object.entries(bodies)) {
      it(`${name}: ${status}`, async () => {
        await expectProblem(await raw(body, headers), status);
      });
    }

    it("is read when it is nested 32 deep and as deep as that is allowed", async () => {
      const body = await expectProblem(await raw(nested(32)), 400);
      expect(body["facts"]).to.have.property("title");
    });

    it("larger than announced, in chunks, is cut off", async () => {
      const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x20)) });
      const init = {
        method: "POST",
        headers: { cookie: member.cookie, "content-type": "application/json" },
        body: endless,
        duplex: "half",
      };
      const response = await fetch(`${api.url}/v1/projects`, init as RequestInit).catch(() => undefined);
      if (response) await expectProblem(response, 413);
      expect((await fetch(`${api.url}/healthz`)).status).to.equal(200);
    });
  });

  it("names every field that is wrong, and says what would be right", async () => {
    const body = await expectProblem(
      await raw(JSON.stringify({ ...aProject(api.clock.at), title: "short", budget: "1.5", token: "0x12" })),
      400,
    );

    expect(body["code"]).to.equal("bad-input");
    expect(body["facts"]).to.have.all.keys("title", "budget", "token");
    expect(body["detail"]).to.match(/^(title|token|budget): .+/);
  });

  const addresses: Record<string, number> = {
    "/v1/nothing": 404,
    "/nothing": 404,
    "/v1/projects/..%2f..%2fetc": 400,
    "/v1/projects/%00": 400,
    "/v1/projects/%E0%A4%A": 400,
    "/v1/profiles/%ff": 404,
    "/v1/projects?limit=1e9": 400,
    "/v1/projects?limit=-1": 400,
    "/v1/projects?limit[]=1&limit[]=2": 400,
    "/v1/projects?after=AAAA": 400,
    "/v1/projects?after=%F0%9F%92%A9": 400,
    "/v1/projects?client=0x1": 400,
    "/v1/agreements/0x12": 400,
    "/v1/agreements/0x12/settlements": 401,
    "/v1/cases/0xzz": 400,
    "/v1/projects?search[__proto__][polluted]=1": 400,
  };
  for (const [path, status] of Object.entries(addresses)) {
    it(`GET ${path}: ${status}`, async () => {
      await expectProblem(await fetch(`${api.url}${path}`), status);
    });
  }

  it("searches for what was typed, whatever signs are in it", async () => {
    for (const search of ["100%", "a_b", "back\\slash\\", "'; drop table app.project; --", "%", "\\"]) {
      const response = await fetch(`${api.url}/v1/projects?search=${encodeURIComponent(search)}`);
      expect(await response.json(), search).to.deep.equal({ items: [], next: null });
      expect((await fetch(`${api.url}/v1/profiles?search=${encodeURIComponent(search)}`)).status).to.equal(200);
    }
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });

  it("survives anything in any field of any request", async () => {
    const requests: [string, string, () => object][] = [
      ["POST", "/v1/projects", () => aProject(api.clock.at)],
      ["POST", "/v1/proposals", () => aProposal(mintId(), api.clock.at)],
      [
        "PUT",
        "/v1/profile",
        () => ({
          handle: "somebody",
          name: "Somebody",
          headline: "h",
          bio: "b",
          location: "l",
          timeZone: "t",
          skills: ["a"],
          links: ["https://guildhall.example"],
          availableHours: 4,
        }),
      ],
      [
        "POST",
        "/v1/documents",
        () => ({ agreement, index: 0, kind: "delivery", title: "The draft", text: "Here", links: ["https://guildhall.example"] }),
      ],
      ["POST", `/v1/agreements/${agreement}/signature`, () => ({ signature: "0x12" })],
      [
        "POST",
        `/v1/agreements/${agreement}/settlements`,
        () => ({ index: 0, developerBps: 10, deadline: new Date().toISOString(), signature: "0x12" }),
      ],
      ["POST", "/v1/notifications/read", () => ({ upTo: "x" })],
      ["POST", "/v1/session", () => ({ message: "m", signature: "0x12" })],
    ];
    const nasty = fc.oneof(
      fc.constantFrom<unknown>(
        "\u0000",
        "\ud800",
        "\u202egnp.exe",
        "\u200b",
        "e\u0301",
        "\u{1f4a9}",
        "' or 1=1 --",
        "<script>alert(1)</script>",
        "%00",
        "\\",
        "../../etc/passwd",
        "\r\nSet-Cookie: a=b",
        "-0",
        "1e400",
        "9".repeat(80),
        "0x",
        "NaN",
        "__proto__",
        "",
        " ",
        "a".repeat(30_000),
        null,
        true,
        -1,
        1.5,
        2 ** 53,
        [],
        {},
        [[]],
        { toString: 1 },
        ["x".repeat(5_000)],
        "9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
      ),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const anyField = fc
      .constantFrom(...requests)
      .chain(([method, path, valid]) =>
        fc.tuple(fc.constant([method, path, valid] as const), fc.constantFrom(...Object.keys(valid())), nasty),
      );

    await fc.assert(
      fc.asyncProperty(anyField, async ([[method, path, valid], field, value]) => {
        const response = await member.send(method, path, { ...valid(), [field]: value });
        const text = await response.text();
        if (response.status >= 500) throw new Error(`${method} ${path} ${field}: ${response.status} ${text}`);
        if (response.status >= 400) JSON.parse(text);
      }),
      { numRuns: runs, seed: 20_261_101 },
    );
  });

  it("answers an unknown failure without a word of what failed", async () => {
    const { prisma } = api.deps.database;
    const real = prisma.project.findUnique;
    // Stands for a bug: nothing of ours throws this.
    Object.defineProperty(prisma.project, "findUnique", {
      value: () => Promise.reject(new Error("password=hunter2 at db.internal")),
      configurable: true,
    });
    try {
      const body = await expectProblem(await fetch(`${api.url}/v1/projects/${mintId()}`), 500);
      expect(body["code"]).to.equal("unexpected");
      expect(JSON.stringify(body)).to.not.contain("hunter2");
    } finally {
      Object.defineProperty(prisma.project, "findUnique", { value: real, configurable: true });
    }
  });

  it("lets go of a caller who never finishes a request", async function () {
    this.timeout(30_000);
    const { port } = new URL(api.url);
    const socket = connect(Number(port), "127.0.0.1");
    const heard: string[] = [];
    socket.on("data", (data) => heard.push(data.toString()));
    socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    await new Promise((resolve) => socket.once("close", resolve));

    expect(heard.join(""))
      .to.match(/^HTTP\/1.1 408/)
      .and.contain(problemMediaType);
  });

  it("answers what is no HTTP with a problem", async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), "127.0.0.1");
    const heard: string[] = [];
    socket.on("data", (data) => heard.push(data.toString()));
    socket.end("HELO guildhall\r\n\r\n");
    await new Promise((resolve) => socket.once("close", resolve));

    expect(heard.join(""))
      .to.match(/^HTTP\/1.1 400/)
      .and.contain('"code":"bad-input"');
  });
});

describe("a page of another origin", () => {
  let api: TestApi;
  let member: Member;
  before(async () => {
    api = await anApi();
    member = await api.as(1);
  });
  after(async () => api?.close());

  const change = (headers: Record<string, string>) => member.send("POST", "/v1/notifications/read", { upTo: "x" }, headers);

  const senders: [string, Record<string, string>, number][] = [
    ["our own page", { origin: "http://localhost:3999", "sec-fetch-site": "same-site" }, 200],
    ["no browser at all", {}, 200],
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, 403],
    ["our host on another port", { origin: "http://localhost:3000" }, 403],
    ["a sandboxed frame", { origin: "null" }, 403],
    ["a navigation without Origin", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling host without Origin", { "sec-fetch-site": "same-site" }, 403],
  ];
  for (const [name, headers, status] of senders) {
    it(`${name} that wants to change something: ${status}`, async () => {
      expect((await change(headers)).status).to.equal(status);
    });
  }

  it("may not read an answer either, and is told so before it asks", async () => {
    const preflight = (origin: string) =>
      fetch(`${api.url}/v1/profile`, { method: "OPTIONS", headers: { origin, "access-control-request-method": "PUT" } });

    expect((await preflight("http://localhost:3999")).headers.get("access-control-allow-credentials")).to.equal("true");
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).to.equal(null);
    const answer = await fetch(`${api.url}/v1/projects`, { headers: { origin: "https://evil.example" } });
    expect(answer.headers.get("access-control-allow-origin")).to.equal(null);
  });

  it("can neither frame an answer nor run it as something else", async () => {
    const { headers } = await fetch(`${api.url}/v1/projects`);

    expect(headers.get("content-security-policy")).to.contain("default-src 'none'").and.contain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("cache-control")).to.equal("no-store");
    expect(headers.get("x-powered-by")).to.equal(null);
  });
});
