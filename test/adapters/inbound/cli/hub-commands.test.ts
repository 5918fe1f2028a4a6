import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { ProgramDeps } from '../../../../adapters/inbound/cli/context.js'
import { eventually } from '../../../support/eventually.js'
import { hubOfEachTest, openFakeHub, OPERATOR_TOKEN } from '../../../support/fake-hub.js'
import { passing } from '../../../support/passing.js'
import { BUSY_SCREEN, PAGER_SCREEN, PROMPT_SCREEN } from '../../../support/prompts.js'
import { aTarget } from '../../../support/push.js'
import { runCli, type CliRun, type CliWorld } from '../../../support/run-cli.js'
import { registerProjects } from '../../../support/shop-project.js'

/** A server that is not this hub, or another version of it. */
async function answering(status: number, body: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((_, response) => void response.writeHead(status).end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }
}

describe('penates commands of a hub', () => {
  const hub = hubOfEachTest()
  beforeEach(async () => {
    await registerProjects(hub, 'shop')
  })

  const run = (line: string | ReadonlyArray<string>, world: CliWorld = {}): Promise<CliRun> => {
    const words = typeof line === 'string' ? line.split(' ') : line
    return runCli([...words, '--hub', hub.url, '--token', OPERATOR_TOKEN], world)
  }
  const outOf = async (line: string | ReadonlyArray<string>, world?: CliWorld): Promise<unknown> => {
    const { code, out, err } = await run(line, world)
    expect([code, err], String(line)).to.deep.equal([0, ''])
    return out
  }
  const report = (event: string, session = 'cc-shop', body: object = {}) =>
    hub.send('POST', `/api/hooks/${event}`, { headers: { 'X-Penates-Session': session }, body })

  describe('access tokens', () => {
    it('are made, used, listed and revoked by the beginning of their id', async () => {
      hub.host.controls.startByHand('cc-shop')
      const secret = String(await outOf('tokens new Phone --view --approve --drive cc-shop --days 7')).trim()
      const asToken = (line: string): Promise<CliRun> => runCli(`${line} --hub ${hub.url} --token ${secret}`, {})
      expect([(await asToken('sessions ls -q')).out, (await asToken('tokens ls')).code]).to.deep.equal(['cc-shop\n', 4])
      const id = String(await outOf('tokens ls -q')).trim()
      const [head, row] = String(await outOf('tokens ls')).split('\n')
      expect(head).to.match(/^ID +LABEL +SCOPES +EXPIRES +LAST USED$/)
      expect(row).to.match(/^00000000 +Phone +view, approve, drive cc-shop +\d{4}-\d\d-\d\dT/)
      expect(await outOf(`tokens revoke ${id.slice(0, 4)}`)).to.equal('Revoked Phone.\n')
      expect([(await asToken('sessions ls')).code, await outOf('tokens ls')]).to.deep.equal([4, 'No access tokens.\n'])
    })

    it('are refused without a scope, and an unknown id has its own exit code', async () => {
      expect([(await run('tokens new Phone')).code, (await run('tokens revoke none')).code]).to.deep.equal([2, 5])
    })
  })

  describe('pair', () => {
    it('prints the link, and in a terminal the QR code of it', async () => {
      const named = await openFakeHub({ publicHosts: ['hub.example.com'] })
      const pair = (more: string, isOutTerminal: boolean): Promise<CliRun> =>
        runCli(`pair --hub ${named.url} --token ${OPERATOR_TOKEN} ${more}`, { isOutTerminal })
      const [link = ''] = (await pair('-q', true)).out.split('\n')
      expect(link).to.match(/^https:\/\/hub\.example\.com\/#pair=pnp_\S+$/)
      const { out } = await pair('--access approve', true)
      expect(out)
        .to.contain('▀')
        .and.match(/open on the device:\n {6}https:\S+\nIt works once, until \d{4}-/)
      expect((await pair('--json', false)).out).to.not.contain('▀')
      await named.close()
    })

    it('fails with advice while only this machine reaches the hub', async () => {
      const { code, err } = await run('pair')
      expect([code, err.includes('HOST=0.0.0.0')]).to.deep.equal([1, true])
    })
  })

  describe('webhooks', () => {
    it('are added, tested, turned on, listed and revoked by the beginning of their id', async () => {
      const secret = String(await outOf('webhooks new https://receiver.example/hook --label Pager --events card.done'))
      expect(secret).to.match(/^whsec_\S+\n$/)
      expect(await outOf('webhooks new https://ntfy.sh/alerts --ntfy')).to.equal('Added ntfy.sh.\n')
      const [id = ''] = String(await outOf('webhooks ls -q')).split('\n')
      expect(await outOf(`webhooks test ${id}`)).to.equal('Pager answered 201.\n')
      hub.webhookNotifier.answerNext({ _tag: 'Answered', statusCode: 403, reason: 'wrong key', retryAfterMs: null })
      const refused = await run(`webhooks test ${id}`)
      expect([refused.code, refused.err]).to.deep.equal([1, 'penates: Pager: 403 wrong key\n'])
      await hub.send('PATCH', `/api/webhooks/${id}`, { body: { enabled: false } })
      const [head, row] = String(await outOf('webhooks ls')).split('\n')
      expect(head).to.match(/^ID +LABEL +KIND +STATE +WAITING +LAST +NEXT ATTEMPT +EVENTS$/)
      expect(row).to.match(/^\w{8} +Pager +webhook +off +0 +403 wrong key +- +card\.done$/)
      expect(await outOf(`webhooks enable ${id}`)).to.equal('Turned Pager on.\n')
      expect(await outOf(`webhooks revoke ${id}`)).to.equal('Removed Pager.\n')
    })

    it('are refused with an unknown kind of event, and an unknown id has its own exit code', async () => {
      const codes = [await run('webhooks new https://a.example --events all'), await run('webhooks test none')]
      expect(codes.map(({ code }) => code)).to.deep.equal([1, 5])
    })
  })

  describe('agents in the background', () => {
    it('are listed, opened and stopped by the beginning of their id', async () => {
      const { controls } = hub.backgroundAgents
      expect(await outOf('background ls')).to.equal('No agents in the background.\n')
      const waiting = { name: 'fix \u001b[31m it', state: 'waiting', waitingFor: 'permission' } as const
      controls.start('3f2a91bc', { ...waiting, startedAt: hub.clock.now() - 7_200_000 })
      controls.addUnreadable()
      hub.clock.advance(10_000)
      const [head, row, more] = String(await outOf('background ls')).split('\n')
      expect(head).to.match(/^ID +STATE +AGE +NAME +FOLDER$/)
      expect(row).to.match(/^3f2a91bc +waiting: permission +\d+[hd] +fix .+ it +\/work\/shop$/)
      expect([row?.includes('\u001b'), more]).to.deep.equal([false, 'Entries that cannot be read: 1.'])
      expect(await outOf('background open 3f')).to.equal('cc-shop-3f2a91bc\n')
      expect(await outOf('background stop 3f')).to.equal('Stopped: 3f2a91bc.\n')
      expect((await run('background stop 3f')).code).to.equal(5)
    })

    it('name the processes that are left by a stop, and fail', async () => {
      hub.backgroundAgents.controls.start('a1')
      const pid = hub.backgroundAgents.controls.leaveProcess('a1')
      const { code, err } = await run('background stop a1')
      expect([code, err]).to.deep.equal([
        6,
        `penates: The agent was stopped, but processes of it are still running: ${pid}\n`,
      ])
    })
  })

  describe('rules', () => {
    it('are tried, put in force, listed and removed', async () => {
      const words = ['Bash', '--command', 'npm test *']
      const tried = await run(['rules', 'try', 'allow', ...words])
      expect(tried.out).to.equal(
        'With it the rules would have allowed 0, denied 0 and asked about 0 of 0 calls in the last 30 days.\n' +
          'From the approval log: 0. From transcripts of Claude Code, without an approval: 0.\n' +
          'Not read for certain, and so asked about: 0. Decided by this rule: 0.\n',
      )
      expect(await outOf('rules ls')).to.equal('No rules.\n')
      const made = await run(['rules', 'new', 'allow', ...words])
      expect(made.out).to.equal('In force: allow Bash npm test *.\n')
      expect(await outOf('rules new deny WebFetch --host .example.com')).to.equal(
        'In force: deny WebFetch .example.com.\n',
      )
      const [head, first] = String(await outOf('rules ls')).split('\n')
      expect([head?.split(/ +/), first?.split(/ {2,}/).slice(1)]).to.deep.equal([
        ['ID', 'EFFECT', 'TOOL', 'PATTERN', 'PROJECT', 'CLI'],
        ['allow', 'Bash', 'npm test *', '-', '-'],
      ])
      const [id = ''] = String(await outOf('rules ls -q')).split('\n')
      expect(await outOf(`rules rm ${id}`)).to.equal('Removed: allow Bash npm test *.\n')
      const codes = [
        await run(`rules rm ${id}`),
        await run('rules new permit Bash'),
        await run(['rules', 'new', 'allow', 'Bash', '--command', 'a; b']),
      ]
      expect(codes.map(({ code }) => code)).to.deep.equal([5, 1, 1])
    })
  })

  describe('sessions', () => {
    beforeEach(() => run('sessions new shop -d /work/shop --shell'))

    it('are listed as a table, as JSON and by name', async () => {
      const [head, row] = String(await outOf('sessions ls')).split('\n')
      expect(head).to.match(/^NAME +STATUS +ACTIVITY +SINCE +PROJECT +BRANCH +CONTEXT +FOLDER$/)
      expect(row).to.match(/^cc-shop +running +unknown +- +- +- +- +\/work\/shop$/)
      const [session] = JSON.parse(String(await outOf('sessions ls --json'))) as ReadonlyArray<object>
      expect(session).to.include({ name: 'cc-shop', path: '/work/shop' })
      expect(await outOf('sessions ls -q')).to.equal('cc-shop\n')
      expect(await outOf('sessions ls --status dormant')).to.equal('No sessions.\n')
    })

    it('print as much of their text as is asked for, also of a screen with more than fifty rows', async () => {
      const lines = (word: string, count: number) =>
        Array.from({ length: count }, (_, index) => `${word} ${String(index)}`)
      hub.host.controls.setHistory('cc-shop', lines('above', 3_000))
      hub.host.controls.setScreen('cc-shop', [...lines('row', 60), '', ''])
      const printed = async (options: string): Promise<ReadonlyArray<string>> =>
        String(await outOf(`sessions logs cc-shop${options}`))
          .trimEnd()
          .split('\n')
      expect(await printed(' --all')).to.deep.equal([...lines('above', 3_000), ...lines('row', 60)])
      expect(await printed(' -n 2')).to.deep.equal(['above 2998', 'above 2999', ...lines('row', 60)])
      expect(await printed('')).to.have.length(2_060)
      expect((await run('sessions logs cc-shop --all -n 2')).code).to.equal(2)
      expect((await run('sessions logs cc-none')).code).to.equal(5)
    })

    it('print new lines as they come, until they end', async () => {
      let printed = ''
      const out: ProgramDeps['out'] = (text) => (printed += String(text))
      hub.host.controls.setScreen('cc-shop', ['one', 'two', '$'])
      const following = run('sessions logs cc-shop -n 2 --follow', { out })
      await eventually(() => void expect(printed).to.equal('two\n$\n'))
      hub.host.controls.setScreen('cc-shop', ['one', 'two', '$ make', 'made', '$'])
      await eventually(() => void expect(printed).to.equal('two\n$\n$ make\nmade\n$\n'))
      await run('sessions kill cc-shop')
      expect((await following).code).to.equal(0)
    })

    it('are renamed, ended with their entry kept, and restored', async () => {
      expect(await outOf('sessions rename cc-shop cart')).to.equal('cc-shop is now cc-cart\n')
      expect(await outOf('sessions kill cc-cart --keep')).to.equal('Ended cc-cart.\n')
      expect(await outOf('sessions ls -q --status dormant')).to.equal('cc-cart\n')
      expect(await outOf('sessions restore cc-cart')).to.equal('Started cc-cart in /work/shop\n')
      expect(await outOf('sessions kill cc-cart -q')).to.equal('')
    })

    it('cannot act on the terminal of the person through their names', async () => {
      hub.host.controls.startByHand('a\u001b]0;x\u0007\u009b31m\u202eb', '/tmp')
      for (const line of ['sessions ls', 'sessions ls -q', 'sessions ls --json']) {
        expect(await outOf(line), line).not.to.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
      }
      const names = JSON.parse(String(await outOf('sessions ls --json'))) as ReadonlyArray<{ readonly name: string }>
      expect(names.map(({ name }) => name)).to.include('a\u001b]0;x\u0007\u009b31m\u202eb')
    })

    it('are waited for until the state is reached', async () => {
      await report('UserPromptSubmit')
      const waiting = run('sessions wait cc-shop --json')
      await report('Stop')
      const { code, out } = await waiting
      expect([code, JSON.parse(out)]).to.deep.equal([0, { name: 'cc-shop', state: 'idle', failure: null }])
      expect(await outOf('sessions wait cc-shop --for idle -q')).to.equal('idle\n')
      const ended = run('sessions wait cc-shop --for ended')
      await run('sessions kill cc-shop --keep')
      expect((await ended).out).to.equal('cc-shop ended\n')
    })

    it('are waited for with the reason for which the last turn failed, and exit code 10', async () => {
      const text = 'API Error: 529 Overloaded'
      const failure = { kind: 'overloaded', text }
      await report('UserPromptSubmit')
      const waiting = run('sessions wait cc-shop --json')
      await report('StopFailure', 'cc-shop', { error: 'overloaded', last_assistant_message: text })
      const { code, out } = await waiting
      expect([code, JSON.parse(out)]).to.deep.equal([10, { name: 'cc-shop', state: 'idle', failure }])
      expect(await run('sessions wait cc-shop --for idle')).to.deep.include({
        code: 10,
        out: `cc-shop failed (overloaded): ${text}\n`,
      })
      expect(await run('sessions wait cc-shop -q')).to.deep.include({ code: 10, out: 'idle\n' })
    })

    const submits = (count: number) =>
      eventually(() => {
        hub.clock.advance(100)
        expect(hub.host.controls.pressedIn('cc-shop')).to.have.length(count)
      })

    it('get a prompt that counts as delivered in a shell once it is typed with Enter', async () => {
      const { code, out } = await passing(hub, run('sessions send cc-shop - --json', { texts: { '-': 'one\ntwo\n' } }))
      expect([code, JSON.parse(out)]).to.deep.equal([0, { name: 'cc-shop', delivery: 'delivered' }])
      expect([hub.host.controls.typedIn('cc-shop'), hub.host.controls.pressedIn('cc-shop')]).to.deep.equal([
        'one\rtwo',
        ['Enter'],
      ])
    })

    it('get a prompt that counts as delivered when the agent confirms it, and as queued when it worked', async () => {
      hub.host.controls.setScreen('cc-shop', PROMPT_SCREEN)
      await report('Stop')
      const sending = run('sessions send cc-shop run the tests')
      await submits(1)
      await report('UserPromptSubmit', 'cc-shop', { prompt: 'run the tests' })
      expect(await sending).to.deep.include({ code: 0, out: 'delivered\n' })
      hub.host.controls.setScreen('cc-shop', BUSY_SCREEN)
      expect(await passing(hub, run('sessions send cc-shop and this'))).to.deep.include({ code: 0, out: 'queued\n' })
    })

    it('get a prompt whose delivery is unknown when nothing confirms it in time', async () => {
      hub.host.controls.setScreen('cc-shop', PROMPT_SCREEN)
      await report('Stop')
      const sending = run('sessions send cc-shop hello --timeout 1')
      await submits(1)
      expect(await sending).to.deep.include({ code: 7, out: 'unknown\n' })
    })

    it('get no prompt in a pager of an agent, and any text with --force', async () => {
      await report('Stop')
      hub.host.controls.setScreen('cc-shop', PAGER_SCREEN)
      const { code, err } = await run('sessions send cc-shop hello')
      expect([code, err.includes('does not show its prompt')]).to.deep.equal([6, true])
      expect((await passing(hub, run('sessions send cc-shop q --force'))).out).to.equal('delivered\n')
      expect(hub.host.controls.typedIn('cc-shop')).to.equal('q')
    })

    it('get no prompt while they wait for an answer, which Enter could give', async () => {
      await report('PermissionRequest')
      const { code, err } = await run('sessions send cc-shop go on')
      expect([code, err.includes('waits for an answer')]).to.deep.equal([6, true])
    })
  })

  describe('prompts', () => {
    beforeEach(() => run('sessions new shop -d /work/shop --shell'))

    it('are queued, listed and removed by the beginning of their id', async () => {
      const id = String(await outOf('queue add cc-shop run the tests -q')).trim()
      expect(await outOf('queue ls cc-shop')).to.match(
        new RegExp(`^ID +STATE +FAULT +CHANGED +PROMPT\n${id.slice(0, 8)} +waiting +- +\\S+ +run the tests\n$`),
      )
      expect((await run('queue rm cc-shop none')).code).to.equal(5)
      expect(await outOf(`queue rm cc-shop ${id.slice(0, 4)}`)).to.equal('Removed the prompt.\n')
      expect([await outOf('queue ls cc-shop'), (await run('queue ls cc-nix')).code]).to.deep.equal(['No prompts.\n', 5])
    })

    it('have templates, from which a prompt is queued with the values of its session', async () => {
      expect(await outOf(['template', 'add', 'Check it', 'Check {{name}} in {{folder}}, {{branch}}'])).to.equal(
        'Added the template Check it.\n',
      )
      expect(await outOf(['template', 'add', 'Check it', 'other'])).to.equal('Added the template Check it (2).\n')
      expect(await outOf('template ls')).to.match(
        /^ID +TITLE +PROMPT\n\S+ +Check it +Check \{\{name\}\} in .*\n\S+ +Check it \(2\) +other\n$/,
      )
      await outOf(['queue', 'add', 'cc-shop', '--template', 'Check it'])
      expect(await outOf('queue ls cc-shop')).to.contain('Check shop in /work/shop, {{branch}}')
      for (const line of ['queue add cc-shop', 'queue add cc-shop go --template a', 'template edit 1'])
        expect((await run(line)).code, line).to.equal(2)
      for (const line of ['queue add cc-shop --template none', 'template rm none', 'queue add cc-nix --template other'])
        expect((await run(line)).code, line).to.equal(5)
      const [first = '', second = ''] = String(await outOf('template ls -q')).split('\n')
      expect(await outOf(`template edit ${first} Look around --title Look`)).to.equal('Changed the template Look.\n')
      expect((await run(['template', 'edit', second, '--title', ' '])).code).to.equal(1)
      for (const id of [first, second]) await outOf(`template rm ${id}`)
      expect(await outOf('template ls')).to.equal('No templates.\n')
    })

    it('are scheduled with one trigger, listed and removed', async () => {
      const time = new Date(hub.clock.now() + 3_600_000).toISOString()
      expect(await outOf(`schedule add cc-shop go --at ${time}`)).to.equal(`Scheduled for cc-shop: ${time}.\n`)
      expect(
        await outOf([
          'schedule',
          'add',
          'cc-shop',
          'daily',
          '--rule',
          '0 9 * * 1-5',
          '--zone',
          'Europe/Berlin',
          '--runs',
          '3',
          '-q',
        ]),
      ).to.match(/^\S+\n$/)
      const listed = String(await outOf('schedule ls'))
      expect(listed).to.match(/^ID +SESSION +WHEN +NEXT +LEFT +LAST +PROMPT\n/)
      expect(listed).to.match(/cc-shop +0 9 \* \* 1-5 Europe\/Berlin +\S+ +3 +- +daily\n/)
      for (const line of ['--at soon', '', `--at ${time} --limit claude`, '--limit claude --runs x'])
        expect((await run(`schedule add cc-shop go ${line}`.trim())).code, line).to.equal(2)
      expect((await run('schedule add cc-shop go --limit vim')).err).to.contain('coding CLI')
      const [first = ''] = String(await outOf('schedule ls -q')).split('\n')
      expect(await outOf(`schedule edit ${first} later on`)).to.equal(`Scheduled for cc-shop: ${time}.\n`)
      expect(await outOf(`schedule edit ${first} --limit claude`)).to.equal('Scheduled for cc-shop.\n')
      expect(await outOf('schedule ls')).to.match(/limit of claude(-code)? +- +1 +- +later on\n/)
      for (const line of ['', '--at soon', `--at ${time} --after cc-b`])
        expect((await run(`schedule edit ${first} ${line}`.trim())).code, line).to.equal(2)
      expect((await run('schedule edit none later')).code).to.equal(5)
      expect(await outOf(`schedule run ${first}`)).to.equal('Queued for cc-shop.\n')
      hub.clock.advance(1_000)
      expect((await run(`schedule run ${first}`)).code).to.equal(6)
      expect((await run('schedule run none')).code).to.equal(5)
      expect(await outOf('queue ls cc-shop')).to.match(/waiting +- +\S+ +later on\n/)
      for (const id of String(await outOf('schedule ls -q'))
        .trim()
        .split('\n'))
        await outOf(`schedule rm ${id}`)
      expect(await outOf('schedule ls')).to.equal('No schedules.\n')
    })
  })

  describe('board', () => {
    it('refuses a card of an unknown project with the known ones, unless it is meant', async () => {
      const refused = await run('board new Pay -p nowhere')
      expect([refused.code, refused.err]).to.deep.equal([
        5,
        'penates: there is no such project: unknown-project, shop\n  List projects with: penates projects ls, or add the card all the same with --allow-unknown-project\n',
      ])
      expect((await run('board new Pay -p nowhere --allow-unknown-project')).code).to.equal(0)
    })

    it('adds, lists, shows and moves cards by the beginning of their ids', async () => {
      const id = String(await outOf('board new Pay by card -p shop --priority p1 -q')).trim()
      const short = id.slice(0, 8)
      expect(await outOf('board ls')).to.contain(`${short}  idea   p1        shop     -        Pay by card\n`)
      expect(await outOf(`board move ${short} review`)).to.equal(`Moved ${short} to review\n`)
      expect(await outOf(`board show ${short}`)).to.match(/^id +.*\ntitle +Pay by card\nstage +review\n/)
      expect(await outOf('board ls --stage idea')).to.equal('No cards.\n')
      expect((await run('board new Nowhere')).code).to.equal(2)
      expect((await run('board show nix')).code).to.equal(5)
    })
  })

  describe('approvals', () => {
    let token: string
    const askFor = (tool: string, input: object, more: object = {}) =>
      hub.send('POST', '/api/hooks/PermissionRequest', {
        token,
        headers: { 'X-Penates-Session': 'cc-shop' },
        body: { tool_name: tool, permission_mode: 'default', tool_input: input, ...more },
      })
    const ask = (command: string) => askFor('Bash', { command })
    beforeEach(async () => {
      hub.host.controls.startByHand('cc-shop', '/work/shop')
      token = await hub.tokenOf('cc-shop')
      // A device that can be reached.
      await hub.send('POST', '/api/push/subscribe', { body: { subscription: aTarget(), deviceId: 'phone' } })
    })

    it('are listed and decided by their ids', async () => {
      const [one, other] = [ask('make'), ask('rm -rf build')]
      let ids: ReadonlyArray<string> = []
      await eventually(async () => {
        ids = String(await outOf('approvals ls -q'))
          .trim()
          .split('\n')
        expect(ids).to.have.length(2)
      })
      expect(await outOf('approvals ls', { now: hub.clock.now })).to.match(/cc-shop +Bash +1m +make\n/)
      expect(await outOf(`approvals allow ${String(ids[0])}`)).to.match(/^Allowed Bash of cc-shop: /)
      const long = await runCli(
        [
          'approvals',
          'deny',
          String(ids[1]),
          '--reason',
          'x'.repeat(2_001),
          '--hub',
          hub.url,
          '--token',
          OPERATOR_TOKEN,
        ],
        {},
      )
      expect([long.code, long.err]).to.deep.equal([
        1,
        'penates: the agent does not get this reason as it is, so nothing was decided: too-long\n' +
          '  See reasonLimit of the call with: penates approvals ls --json\n',
      ])
      expect(await outOf(`approvals deny ${String(ids[1])} --reason no`)).to.match(/^Denied Bash of cc-shop: /)
      expect((await Promise.all([one, other])).map(({ status }) => status)).to.deep.equal([200, 200])
      expect(await outOf('approvals ls')).to.equal('No tool calls wait for a decision.\n')
      expect((await run('approvals allow nix')).code).to.equal(5)
    })

    describe('that are questions', () => {
      const QUESTIONS = [
        { question: 'Which?', header: 'Hue', multiSelect: false, options: [{ label: 'Red' }, { label: 'Blue, dark' }] },
        { question: 'Sizes?', header: 'Size', multiSelect: true, options: [{ label: 'S' }, { label: 'M' }] },
      ]
      const waitingId = async (): Promise<string> => {
        let id = ''
        await eventually(async () => {
          id = String(await outOf('approvals ls -q')).trim()
          expect(id).not.to.equal('')
        })
        return id
      }
      const question = async (): Promise<{ readonly id: string; readonly answer: Promise<unknown> }> => {
        const answer = askFor('AskUserQuestion', { questions: QUESTIONS }).then(({ json }) => json)
        return { id: await waitingId(), answer }
      }
      const answering = (id: string, ...words: ReadonlyArray<string>): Promise<CliRun> =>
        runCli(['approvals', 'answer', id, ...words, '--hub', hub.url, '--token', OPERATOR_TOKEN], {})

      it('are answered in their order, several choices by commas, and no allow without answers', async () => {
        const { id, answer } = await question()
        expect((await run(`approvals allow ${id}`)).code).to.equal(1)
        const { code, out } = await answering(id.slice(0, 8), 'Blue, dark', 'S, M')
        expect([code, out]).to.deep.equal([0, 'Answered cc-shop: Blue, dark; S, M\n'])
        expect(JSON.stringify(await answer)).to.contain('"answers":{"Which?":"Blue, dark","Sizes?":"S, M"}')
      })

      it('print the decision as JSON, or the id alone', async () => {
        const { id } = await question()
        const { out } = await answering(id, 'own words', 'M', '--json')
        expect(JSON.parse(out)).to.deep.equal({
          ...{ id, session: 'cc-shop', tool: 'AskUserQuestion', decision: 'allow', isReasonLeftOut: false },
        })
        const { id: next } = await question()
        expect(await answering(next, 'Red', 'S', '--quiet')).to.deep.include({ code: 0, out: `${next}\n` })
      })

      it('are listed with their options when an answer is missing, empty or too many, and stay open', async () => {
        const { id, answer } = await question()
        const LISTED = [
          'penates: each question needs one answer, in their order',
          '  1. Which? (one of: Red | Blue, dark)',
          '  2. Sizes? (one or more of: S | M)\n',
        ].join('\n')
        for (const words of [[], ['Red'], ['Red', ' , '], ['', 'S'], ['Red', 'S', 'M']])
          expect(await answering(id, ...words)).to.deep.equal({ code: 2, out: '', err: LISTED })
        expect((await run(`approvals deny ${id}`)).code).to.equal(0)
        await answer
      })

      it('are not tool calls that ask for a permission', async () => {
        const asked = ask('make')
        const id = await waitingId()
        const { code, err } = await answering(id, 'Red')
        expect([code, err]).to.deep.equal([
          2,
          `penates: Bash of cc-shop asks no questions\n  Decide with: penates approvals allow ${id.slice(0, 8)}\n`,
        ])
        await run(`approvals deny ${id}`)
        await asked
      })
    })

    describe('that are forms of MCP servers', () => {
      const properties = {
        name: { type: 'string', title: 'Full name' },
        count: { type: 'integer' },
        sure: { type: 'boolean' },
        hue: { type: 'string', enum: ['red', 'blue'] },
        sizes: { type: 'array', items: { type: 'string', enum: ['s', 'm'] } },
        mail: { type: 'string', format: 'email' },
      }
      const form = async (more: object = {}): Promise<{ readonly id: string; readonly answer: Promise<unknown> }> => {
        const schema = { type: 'object', properties, required: ['name'] }
        const body = { mcp_server_name: 'asking', message: 'Who?', mode: 'form', requested_schema: schema, ...more }
        const headers = { 'X-Penates-Session': 'cc-shop' }
        const answer = hub.send('POST', '/api/hooks/Elicitation', { token, headers, body }).then(({ json }) => json)
        let id = ''
        await eventually(async () => {
          id = String(await outOf('approvals ls -q')).trim()
          expect(id).not.to.equal('')
        })
        return { id, answer }
      }
      const filling = (id: string, ...words: ReadonlyArray<string>): Promise<CliRun> =>
        runCli(['approvals', 'answer', id, ...words, '--hub', hub.url, '--token', OPERATOR_TOKEN], {})

      it('are filled in by name, declined and dismissed', async () => {
        const { id, answer } = await form()
        const words = ['name=A = B', 'count=3', 'sure=false', 'hue=blue', 'sizes=s, m']
        expect(await filling(id, ...words)).to.deep.include({ code: 0, out: 'Answered cc-shop: Who?\n' })
        expect(JSON.stringify(await answer)).to.contain(
          '"content":{"name":"A = B","count":3,"sure":false,"hue":"blue","sizes":["s","m"]}',
        )
        const declined = await form()
        expect((await run(`approvals deny ${declined.id}`)).code).to.equal(0)
        expect(JSON.stringify(await declined.answer)).to.contain('"decline"')
        const dismissed = await form()
        expect((await run(`approvals deny ${dismissed.id} --cancel`)).code).to.equal(0)
        expect(JSON.stringify(await dismissed.answer)).to.contain('"cancel"')
        const address = await form({ mode: 'url', url: 'https://example.com/' })
        expect((await filling(address.id)).code).to.equal(0)
        expect(JSON.stringify(await address.answer)).to.contain('"accept"')
      })

      it('list their fields when an answer is missing, unknown or does not fit, and stay open', async () => {
        const { id, answer } = await form()
        const LISTED = [
          'penates: the answers do not fit the form',
          '  name=TEXT  Full name',
          '  count=NUMBER (optional)  count',
          '  sure=true|false (optional)  sure',
          '  hue=red|blue (optional)  hue',
          '  sizes=s,m (optional)  sizes',
          '  mail=EMAIL (optional)  mail\n',
        ].join('\n')
        for (const words of [[], ['name='], ['name=x', 'other=1'], ['name=x', 'count=many'], ['name=x', 'name=y']])
          expect(await filling(id, ...words)).to.deep.equal({ code: 2, out: '', err: LISTED })
        await run(`approvals deny ${id}`)
        await answer
        const unknown = await form({ requested_schema: { type: 'object', properties: { a: { type: 'null' } } } })
        expect((await filling(unknown.id)).err).to.contain('cannot be answered here')
        await run(`approvals deny ${unknown.id}`)
        await unknown.answer
      })
    })

    it('name the sub-agent that asks', async () => {
      const asked = askFor('Bash', { command: 'make' }, { agent_id: 'a1', agent_type: 'Explore' })
      await eventually(async () => void expect(await outOf('approvals ls -q')).not.to.equal(''))
      expect(await outOf('approvals ls')).to.match(/cc-shop \(sub-agent Explore\) +Bash /)
      const gone = new AbortController()
      let printed = ''
      const out: ProgramDeps['out'] = (text) => {
        printed += String(text)
        gone.abort()
      }
      await run('approvals watch', { out, readerGone: gone.signal })
      expect(printed).to.match(/cc-shop \(sub-agent Explore\) {2}Bash/)
      await run(`approvals deny ${String(await outOf('approvals ls -q')).trim()}`)
      await asked
    })

    it('are printed as they come until the reader of the output closes it', async () => {
      const gone = new AbortController()
      const asked = ask('make')
      await eventually(async () => void expect(await outOf('approvals ls -q')).not.to.equal(''))
      let printed = ''
      const out: ProgramDeps['out'] = (text) => {
        printed += String(text)
        gone.abort()
      }
      expect((await run('approvals watch', { out, readerGone: gone.signal })).code).to.equal(0)
      expect(printed).to.match(/^\S{8} {2}cc-shop {2}Bash {2}.*make\n$/)
      await run(`approvals deny ${String(await outOf('approvals ls -q')).trim()}`)
      await asked
    })
  })

  it('print what needs a person and what happened in each project', async () => {
    expect(await outOf('today --hours 1')).to.match(
      /^Since .*\n\nNothing needs you[.]\n\n(Nothing happened[.]|PROJECT +SESSIONS)/,
    )
    const { needs, missing } = JSON.parse(String(await outOf('today --json'))) as Record<string, unknown>
    expect([needs, missing]).to.deep.equal([[], []])
  })

  it('print usage, limits and projects', async () => {
    expect(await outOf('usage --days 7')).to.match(/^\d{4}-\d\d-\d\d to .*: [\d,]+ tokens, \$/)
    expect(await outOf('limits')).to.equal('No account has reported its quotas.\n')
    expect(await outOf('projects ls')).to.equal('No projects.\n')
  })

  it('print the next event of a type', async () => {
    let isPrinted = false
    const next = run('events --type session-started --json')
    void next.then(() => (isPrinted = true))
    await eventually(async () => {
      await run('sessions new one --shell')
      await run('sessions kill cc-one')
      expect(isPrinted).to.equal(true)
    })
    expect(JSON.parse((await next).out)).to.include({ type: 'session-started', name: 'cc-one' })
  })

  it('call any operation of the API', async () => {
    const world = { isOutTerminal: false }
    expect(JSON.parse(String(await outOf('api GET /api/projects', world)))).to.deep.equal({ projects: [] })
    const data = { texts: { '-': '{"projectId":"shop","title":"A"}' } }
    expect(await outOf('api POST /api/board/cards -d @-', { ...world, ...data })).to.contain('"title":"A"')
    expect((await run('api GET //elsewhere')).code).to.equal(2)
    expect((await run('api POST /api/board/cards -d {')).code).to.equal(2)
  })

  it('open the web client without a token in the address', async () => {
    const opened: string[] = []
    const browse = (url: string) => Promise.resolve(opened.push(url) > 0)
    await run('open', { browse })
    await run('open cc-shop', { browse })
    expect(opened).to.deep.equal([`${hub.url}/`, `${hub.url}/?session=cc-shop`])
    expect(await run('open', { browse: () => Promise.resolve(false) })).to.deep.include({ code: 1 })
  })

  describe('exit codes', () => {
    it('0: a command that has done its work', async () => {
      expect((await run('sessions ls')).code).to.equal(0)
    })

    it('1: the hub refuses for another reason', async () => {
      expect((await run('sessions new ../x')).code).to.equal(1)
    })

    it('fails with the last lines of a program that ends at once, after it was told that it runs', async () => {
      hub.host.controls.diesAtOnce('nope', { exitCode: 127, lastLines: ['sh: nope', '  not found'] })
      const to = `--hub ${hub.url} --token ${OPERATOR_TOKEN}`
      const { code, out, err } = await runCli(`sessions new ${to} x -d /work/x -- nope`)
      expect([code, out]).to.deep.equal([1, 'Started cc-x in /work/x\n'])
      expect(err).to.match(
        /^penates: "nope" in session "cc-x" exited immediately with exit status 127; .*\n {2}sh: nope\n {4}not found\n$/,
      )
      expect(await outOf('sessions ls -q')).to.equal('')
    })

    it('2: arguments that are not described', async () => {
      for (const line of [
        'sessions',
        'sessions ls extra',
        'usage --days 1000',
        'usage --days many',
        'board move a nowhere',
      ])
        expect((await run(line)).code, line).to.equal(2)
    })

    it('3: the hub is gone, or none runs here', async () => {
      const url = hub.url
      const there = async (line: string) => (await runCli(`${line} --hub ${url} --token x`)).code
      await hub.close()
      expect([await there('sessions ls'), await there('events'), (await runCli('sessions ls')).code]).to.deep.equal([
        3, 3, 3,
      ])
    })

    it('4: the token is wrong, missing or without the permission', async () => {
      const { json } = await hub.send('POST', '/api/sessions', { body: { name: 'shop', shell: true } })
      expect(json).to.include({ name: 'cc-shop' })
      const sessionToken = await hub.tokenOf('cc-shop')
      const codes = []
      for (const token of ['wrong', sessionToken])
        for (const line of ['sessions ls', 'events', 'approvals ls'])
          codes.push((await runCli(`${line} --hub ${hub.url} --token ${token}`)).code)
      codes.push((await runCli(`sessions ls --hub ${hub.url}`)).code)
      expect(codes).to.deep.equal(Array(7).fill(4))
    })

    it('5 and 6: what is named is not there, or is there already', async () => {
      await run('sessions new shop --shell')
      expect((await run('sessions kill cc-nix')).code).to.equal(5)
      expect((await run('sessions wait cc-nix')).code).to.equal(5)
      expect((await run('sessions send cc-nix x')).code).to.equal(5)
      expect((await run('sessions new shop --shell')).code).to.equal(6)
    })

    it('8: the time limit has passed', async () => {
      await run('sessions new shop --shell')
      expect(await run('sessions wait cc-shop --timeout 1')).to.deep.include({
        code: 8,
        err: 'penates: cc-shop was not ready within 1 s\n',
      })
    })

    const others: ReadonlyArray<readonly [what: string, status: number, body: string]> = [
      ['an older hub without the operation', 404, '{"error":"Not found","code":"NotFound"}'],
      ['an older hub without a field', 200, '[{"name":"a"}]'],
      ['another program', 200, '<html></html>'],
    ]
    for (const [what, status, body] of others)
      it(`9: ${what}`, async () => {
        const { server, url } = await answering(status, body)
        const { code, err } = await runCli(`sessions ls --hub ${url} --token x`)
        server.close()
        expect([code, /version/.test(err)]).to.deep.equal([9, true])
      })

    it('0 for a newer hub with more fields', async () => {
      await run('sessions new shop --shell')
      const { json } = await hub.send('GET', '/api/sessions')
      const newer = (json as ReadonlyArray<object>).map((session) => ({ ...session, mood: 'good' }))
      const { server, url } = await answering(200, JSON.stringify(newer))
      const { code, out } = await runCli(`sessions ls -q --hub ${url} --token x`)
      server.close()
      expect([code, out]).to.deep.equal([0, 'cc-shop\n'])
    })

    const refusals: ReadonlyArray<readonly [line: string, status: number, body: object, code: number, err: string]> = [
      [
        'sessions new shop -d /nope',
        400,
        { error: 'directory-not-found', code: 'UnusableDirectory', directory: '/nope' },
        1,
        'the folder does not exist or cannot be used: /nope\n  It is a folder of the machine that the hub runs on.',
      ],
      [
        'projects add /nope',
        403,
        { error: 'path outside allowed roots', code: 'PathOutsideRoots' },
        1,
        'the folder is outside those that the hub may use\n  Those are below BROWSE_ROOTS, a variable of the hub.',
      ],
      [
        'sessions kill cc-nix',
        404,
        { error: 'Session not found', code: 'SessionNotFound' },
        5,
        'Session not found\n  Give the name as it is listed, with its cc-: penates sessions ls',
      ],
      [
        'webhooks new https://a.example --events all',
        400,
        { error: 'Invalid body', code: 'InvalidInput', at: ['events.0'] },
        1,
        'Invalid body: events.0\n  The help of the command lists the values that it takes: --help',
      ],
      [
        'webhooks new http://127.0.0.1/x',
        400,
        { error: 'url must be an https URL', code: 'InvalidWebhook', field: 'url' },
        1,
        'url must be an https URL\n  An http address, and one of this machine or a private network, needs --private.',
      ],
    ]
    for (const [line, status, body, exit, text] of refusals)
      it(`and an explanation with advice: ${line}`, async () => {
        const { server, url } = await answering(status, JSON.stringify(body))
        const { code, err } = await runCli(`${line} --hub ${url} --token x`)
        server.close()
        expect([code, err]).to.deep.equal([exit, `penates: ${text}\n`])
      })

    it('6 with an explanation: the stage of a card does not allow it', async () => {
      await run('projects add /work')
      const id = String(await outOf('board new A -p shop -q')).trim()
      expect(await run(`board finish ${id}`)).to.deep.include({
        code: 6,
        err: 'penates: Card must be in review with a branch\n  Start an agent for it with: penates board implement CARD\n',
      })
      expect(await run(`board undo ${id}`)).to.deep.include({
        code: 6,
        err: 'penates: the finish cannot be undone: nothing-to-undo\n',
      })
    })

    it('are in the JSON of errors too, and no token is', async () => {
      const { err } = await runCli(`sessions ls --json --hub ${hub.url} --token secret-token`)
      expect(JSON.parse(err)).to.include({ code: 'Unauthenticated', exit: 4 })
      expect(err).not.to.contain('secret-token')
    })
  })
})
