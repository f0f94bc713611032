"use client";

// The words on this page are samples for whoever builds, in development only, so they are no message keys.
import { Icon } from "#web/ui/icon.tsx";
import { type ReactNode, useState } from "react";
import type { MilestoneState } from "#core/features/agreements.ts";
import { Address } from "#web/ui/address.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Badge, type Tone } from "#web/ui/badge.tsx";
import { Button, ButtonLink, IconButton } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle, Fact, Facts, Stat } from "#web/ui/card.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { Dialog, Sheet } from "#web/ui/dialog.tsx";
import { Checkbox, ChoiceCards, Combobox, Field, Input, Select, Textarea } from "#web/ui/field.tsx";
import { BlockNumber, Hash } from "#web/ui/hash.tsx";
import { Help } from "#web/ui/help.tsx";
import { Menu, MenuItem, MenuLine } from "#web/ui/menu.tsx";
import { MilestoneCourse, MilestoneStatus } from "#web/ui/milestone.tsx";
import { Money } from "#web/ui/money.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Loading } from "#web/ui/skeleton.tsx";
import { EmptyState, ErrorState } from "#web/ui/states.tsx";
import { Stepper } from "#web/ui/stepper.tsx";
import { Table } from "#web/ui/table.tsx";
import { TabPanels } from "#web/ui/tab-panels.tsx";
import { Ago, Deadline, Moment, Span } from "#web/ui/time.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import { toast } from "#web/ui/toast.tsx";
import { Endings } from "./endings.tsx";

const ada = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const eth = { symbol: "ETH", decimals: 18 };
const usdc = { symbol: "USDC", decimals: 6 };
const hash = "0x9fc76417374aa880d4449a1f7f31ec597f00b1f6f3dd2d66f4c9c6c445836d8b";
const states: MilestoneState[] = [
  "Unfunded",
  "Funded",
  "Submitted",
  "Disputed",
  "Released",
  "Refunded",
  "Settled",
  "Ruled",
  "Amended",
];
const someZones = () => ["Africa/Lagos", "America/Lima", "Europe/Lisbon"];
const tones: Tone[] = ["plain", "brand", "held", "good", "bad", "note"];

const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <Card>
    <CardTitle>{name}</CardTitle>
    <div className="space-y-4">{children}</div>
  </Card>
);

const Row = ({ children }: { children: ReactNode }) => <div className="flex flex-wrap items-center gap-3">{children}</div>;

const Words = () => {
  const now = useChainNow() ?? 0;
  const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  return (
    <Part name="Money, people, chain, time">
      <Facts>
        <Fact name="Amount">
          <Money amount={12345678901234567890n} token={eth} />
        </Fact>
        <Fact name="Exact">
          <Money amount={12345678901234567890n} token={eth} exact />
        </Fact>
        <Fact name="Dust">
          <Money amount={7n} token={eth} />
        </Fact>
        <Fact name="Six decimals">
          <Money amount={4200500000n} token={usdc} />
        </Fact>
        <Fact name="Address">
          <Address address={ada} copy />
        </Fact>
        <Fact name="Person">
          <Address address={ada} name="Ada Okonkwo" href="/design" />
        </Fact>
        <Fact name="Hash">
          <Hash hash={hash} />
        </Fact>
        <Fact name="Block">
          <BlockNumber block="21884023" />
        </Fact>
        <Fact name="Deadline">
          <Deadline at="2031-03-01T16:00:00Z" />
        </Fact>
        <Fact name="Near">{now > 0 && <Deadline at={at(3_700)} compact />}</Fact>
        <Fact name="Passed">
          <Deadline at="2026-01-01T00:00:00Z" passed="Anyone may release" />
        </Fact>
        <Fact name="Moment, ago, span">
          <Moment at="2026-02-03T10:00:00Z" /> · <Ago at="2026-02-03T10:00:00Z" /> · <Span seconds={1_209_600} />
        </Fact>
      </Facts>
    </Part>
  );
};

const Overlays = () => {
  const [dialog, setDialog] = useState(false);
  const [sheet, setSheet] = useState(false);
  return (
    <Part name="Dialog, sheet, menu, toast">
      <Row>
        <Button onClick={() => setDialog(true)}>Dialog</Button>
        <Button onClick={() => setSheet(true)}>Sheet</Button>
        <Menu trigger={<IconButton label="More" icon={<Icon name="ellipsis" />} />} align="start">
          <MenuItem icon={<Icon name="pencil" />} onSelect={() => {}}>
            Edit
          </MenuItem>
          <MenuLine />
          <MenuItem icon={<Icon name="trash" />} danger onSelect={() => {}}>
            Delete
          </MenuItem>
        </Menu>
        <Button
          variant="quiet"
          onClick={() => toast({ tone: "good", title: "Milestone 2 was released", detail: "1.5 ETH went to Ada Okonkwo." })}
        >
          Toast
        </Button>
        <span>
          Commit
          <Help word="Commit">A sealed vote: nobody can read it until everybody has voted.</Help>
        </span>
      </Row>
      <Dialog
        open={dialog}
        onOpenChange={setDialog}
        title="Fund milestone 1"
        description="The money is locked in the escrow."
        footer={<Button variant="primary">Confirm</Button>}
      >
        <Facts>
          <Fact name="You pay">
            <Money amount={1500000000000000000n} token={eth} />
          </Fact>
        </Facts>
      </Dialog>
      <Sheet open={sheet} onOpenChange={setSheet} title="Details">
        <p>What it is about stays in view.</p>
      </Sheet>
    </Part>
  );
};

const Forms = () => {
  const [side, setSide] = useState<"client" | "developer">("client");
  return (
    <Part name="Fields">
      <Field label="Title" hint="What you would say to a friend." aside="12 / 120" required>
        <Input placeholder="A page that…" />
      </Field>
      <Field label="Amount" error="This is more than you have. Enter at most 4 ETH.">
        <Input defaultValue="12" inputMode="decimal" unit="ETH" />
      </Field>
      <Field label="Field" optionalText="optional">
        <Select defaultValue="web">
          <option value="web">Web</option>
          <option value="contracts">Contracts</option>
        </Select>
      </Field>
      <Field label="Time zone">
        <Combobox options={someZones} defaultValue="" />
      </Field>
      <Field label="Brief">
        <Textarea rows={3} />
      </Field>
      <Checkbox label="I have read the terms" />
      <ChoiceCards
        name="side"
        legend="You are"
        value={side}
        onChange={setSide}
        choices={[
          { value: "client", label: "Client", note: "You pay for work." },
          { value: "developer", label: "Developer", note: "You do the work." },
        ]}
      />
    </Part>
  );
};

const All = ({ frame }: { frame: ReactNode }) => (
  <div className="grid items-start gap-5 lg:grid-cols-2">
    <Part name="Type">
      <p className="font-display text-4xl font-semibold tracking-tight">Bricolage Grotesque</p>
      <p className="text-lg">Hanken Grotesk, for everything that is read.</p>
      <p className="text-sm text-ink-soft">Soft, for what stands beside.</p>
      <p className="text-xs text-ink-faint">Faint, for what is looked up.</p>
      <p className="font-mono text-sm">Geist Mono 0x0123456789abcdef</p>
    </Part>
    <Part name="Colour">
      <div className="grid grid-cols-4 gap-2 text-xs">
        {[
          "bg-canvas",
          "bg-surface",
          "bg-raised",
          "bg-sunken",
          "bg-brand",
          "bg-brand-soft",
          "bg-held-fill",
          "bg-held-soft",
          "bg-good-fill",
          "bg-good-soft",
          "bg-bad-fill",
          "bg-bad-soft",
          "bg-note-fill",
          "bg-note-soft",
          "bg-edge",
          "bg-line",
        ].map((name) => (
          <div key={name}>
            <div className={`h-10 rounded-md border border-line ${name}`} />
            <span className="text-ink-faint">{name.slice(3)}</span>
          </div>
        ))}
      </div>
    </Part>
    <Part name="Buttons">
      <Row>
        <Button variant="primary" icon={<Icon name="plus" />}>
          Primary
        </Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">Danger</Button>
      </Row>
      <Row>
        <Button variant="primary" size="sm">
          Small
        </Button>
        <Button variant="primary" busy>
          Busy
        </Button>
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <ButtonLink href="/design" icon={<Icon name="arrow-right" />}>
          Link
        </ButtonLink>
        <IconButton label="Edit" icon={<Icon name="pencil" />} />
      </Row>
    </Part>
    <Part name="Badges and states of a milestone">
      <Row>
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Row>
      <Row>
        {states.map((state) => (
          <MilestoneStatus key={state} state={state} />
        ))}
      </Row>
      <MilestoneCourse milestones={states.map((state, at) => ({ state, amount: BigInt(at + 1) }))} />
    </Part>
    <Words />
    <Forms />
    <Overlays />
    <Part name="Callouts">
      <Callout tone="note" title="If nobody acts">
        After 14 days anyone may release this milestone.
      </Callout>
      <Callout tone="held" title="1.5 ETH is held" />
      <Callout tone="good" title="Done" />
      <Callout tone="bad" title="The contract would refuse this">
        The review period is over.
      </Callout>
    </Part>
    <Part name="Stepper">
      <Stepper
        label="Progress"
        steps={[
          { key: "1", label: "Signed in your wallet", state: "done" },
          { key: "2", label: "Sent to the network", state: "now", busy: true, note: "Waiting for a block…" },
          { key: "3", label: "Seen by Guildhall", state: "next" },
        ]}
      />
    </Part>
    <Part name="Timeline">
      <Timeline
        label="History"
        entries={[
          {
            key: "1",
            title: "Milestone 1 was released",
            when: "3 days ago",
            tone: "good",
            detail: "1.5 ETH went to the developer.",
          },
          { key: "2", title: "Milestone 1 was delivered", when: "5 days ago", tone: "note" },
          { key: "3", title: "3 milestones were funded", when: "12 days ago", tone: "held" },
        ]}
      />
    </Part>
    <Part name="Figures, avatars">
      <div className="grid grid-cols-3 gap-4">
        <Stat label="Completed" note="since March">
          14
        </Stat>
        <Stat label="Locked">
          <Money amount={4200000000000000000n} token={eth} />
        </Stat>
        <Stat label="Won">3</Stat>
      </div>
      <Row>
        {Array.from({ length: 12 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
          <Avatar key={at} seed={`0x${at}${ada.slice(4)}`} size={40} />
        ))}
      </Row>
    </Part>
    <Part name="Tabs and table">
      <TabPanels
        label="Sample"
        tabs={[
          {
            value: "a",
            label: "Milestones",
            content: (
              <Table
                caption="Milestones"
                keyOf={(row) => row.title}
                rows={[
                  { title: "First draft", state: "Released" as const, amount: 1500000000000000000n },
                  { title: "Launch", state: "Funded" as const, amount: 2750000000000000000n },
                ]}
                columns={[
                  { key: "title", head: "Milestone", cell: (row) => row.title },
                  { key: "state", head: "State", cell: (row) => <MilestoneStatus state={row.state} /> },
                  { key: "amount", head: "Amount", numeric: true, cell: (row) => <Money amount={row.amount} token={eth} /> },
                ]}
              />
            ),
          },
          { value: "b", label: "History", content: <p>Another tab.</p> },
        ]}
      />
    </Part>
    <EmptyState
      icon={<Icon name="folder-search" />}
      title="No projects yet"
      action={<Button variant="primary">Post a project</Button>}
    >
      Be the first: posting costs nothing.
    </EmptyState>
    <ErrorState title="This could not be loaded" action={<Button>Try again</Button>}>
      Guildhall could not be reached. Check your connection and try again.
    </ErrorState>
    <Part name="Loading">
      <Loading label="Loading" rows={2} />
    </Part>
    <Part name="Tray, palette, shortcuts, no connection">{frame}</Part>
    <Part name="Every ending of a transaction">
      <Endings />
    </Part>
  </div>
);

/** @param frame What the frame opens, which is a feature of its own. */
export const Gallery = ({ frame }: { frame: ReactNode }) => (
  <div>
    {(["light", "dark"] as const).map((theme) => (
      <div key={theme} data-theme={theme} className="bg-canvas text-ink">
        <div className="mx-auto max-w-6xl space-y-6 px-4 py-8 sm:px-6">
          <PageHeader
            title={`The look, ${theme}`}
            lead="Every part of it, drawn once."
            trail={[{ href: "/", label: "Guildhall" }]}
          />
          <All frame={frame} />
        </div>
      </div>
    ))}
  </div>
);
