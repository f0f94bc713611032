import { expect } from "chai";
import { routes } from "../../../api/lib/routes.ts";
import { aProject, anApi, type Member, type TestApi } from "../../support/api.ts";
import { until } from "../../support/until.ts";

describe("the server", function () {
  this.timeout(60_000);
  let api: TestApi;
  let client: Member;
  beforeEach(async () => {
    api = await anApi();
    client = await api.as(1);
  });
  afterEach(async () => api?.close().catch(() => {}));

  it("finishes the answers under way before it stops, and takes no new callers", async () => {
    const project = await client.api.projects.post(aProject(api.clock.at));
    const holder = await api.deps.database.pool.connect();
    await holder.query("begin");
    await holder.query("select from app.project where id = $1 for update", [project.id]);
    const answering = client.send("POST", `/v1/projects/${project.id}/cancel`);
    // Asked outside the transaction, which sees who waits as it was at its first look.
    await until(async () => {
      const { rows } = await api.deps.database.pool.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return rows.length > 0;
    });

    const closing = api.close();
    await until(() =>
      fetch(`${api.url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    await holder.query("commit");
    holder.release();

    expect((await answering).status).to.equal(200);
    await closing;
  });

  it("says that it is busy when every connection is taken, and recovers when they are not", async () => {
    const { pool } = api.deps.database;
    const held = await Promise.all(Array.from({ length: 20 }, () => pool.connect()));
    const began = Date.now();

    const refused = await client.send("GET", "/v1/notifications");

    expect(refused.status).to.equal(503);
    expect(refused.headers.get("retry-after")).to.equal("2");
    expect(Date.now() - began).to.be.below(5_000);
    expect((await fetch(`${api.url}/readyz`)).status).to.equal(503);
    expect((await fetch(`${api.url}/healthz`)).status).to.equal(200);
    for (const each of held) each.release();
    await until(async () => (await fetch(`${api.url}/readyz`)).status === 200);
    expect((await client.send("GET", "/v1/notifications")).status).to.equal(200);
  });

  it("is ready though the node is away, and says what is missing", async () => {
    api.say.isDown = true;

    const response = await fetch(`${api.url}/readyz`);

    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.include({ status: "degraded" });
  });

  it("publishes what it does as OpenAPI 3.1: every route, and problems as they are sent", async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    };

    expect(document.openapi).to.match(/^3\.1/);
    for (const { method, path, name } of routes) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation, name).to.be.an("object");
      expect(operation?.responses["default"]?.content).to.have.property("application/problem+json");
    }
  });
});
