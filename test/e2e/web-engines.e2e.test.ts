import { pageOf, type Engine, type EnginePage } from '../support/engines/engine.js'
import { firefox } from '../support/engines/firefox.js'
import { journeyHub, type JourneyHub } from '../support/engines/journey-hub.js'
import { webkit } from '../support/engines/webkit.js'
import { eventually } from '../support/eventually.js'
import { RECORDED_INPUT } from '../support/recorded-input.js'

/** Rows for screen readers: they are in the page also where the terminal is drawn by WebGL. */
const SCREEN = '.terminal-area .xterm-accessibility-tree'
const CARD = 'article.approval'
/** Drags by events of the page: WebDriver starts a drag of the system in both browsers, which no protocol ends. */
const DRAG = `(async () => {
  const card = [...document.querySelectorAll('.card-tile')].find(({ textContent }) => textContent.includes('First card'))
  const column = document.querySelector('.board-column[data-stage=done] .column-body')
  const dataTransfer = new DataTransfer()
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const send = (element, type) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const at = { clientX: x + width / 2, clientY: y + height / 2 }
    element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...at }))
  }
  for (const [element, type] of [[card, 'dragstart'], [column, 'dragenter'], [column, 'dragover'], [column, 'drop'], [card, 'dragend']]) {
    send(element, type)
    await frame()
  }
})()`
const QUESTION = {
  questions: [
    {
      question: 'Which store keeps the baskets?',
      header: 'Store',
      multiSelect: false,
      options: [{ label: 'SQLite' }, { label: 'Postgres' }],
    },
  ],
}

for (const [name, start] of [
  ['Firefox', firefox],
  ['WebKitGTK', webkit],
] as const) {
  describe(`main journeys in ${name}`, function () {
    this.timeout(180_000)
    let engine: Engine
    let t: JourneyHub
    let page: EnginePage

    before(async () => {
      ;[t, engine] = await Promise.all([journeyHub(), start()])
    })
    after(async () => {
      await engine.close()
      await t.close()
    })
    beforeEach(async () => {
      page = await pageOf(engine)
    })
    afterEach(async () => {
      await page.close()
    })

    const at = (path: string): string => t.hub().url + path
    const signedIn = (path: string): Promise<void> => page.goto(`${at(path)}#token=${t.hub().token}`)
    const pathIs = (path: string): Promise<void> =>
      eventually(async () => {
        expect(await page.evaluate('location.pathname')).to.equal(path)
      })
    const hasNoFaults = async (): Promise<void> => void expect(await page.faults()).to.deep.equal([])

    async function openTerminal(session: string): Promise<void> {
      await signedIn('/')
      await page.shows('h1', 'Overview')
      await page.evaluate(`localStorage.setItem('penates_read_terminal_aloud', 'true')`)
      await page.goto(at(`/s/${session}`))
      await page.shows(SCREEN, `[${session}`)
    }

    it('signs in with the token of a link, and with one that is typed', async () => {
      await signedIn('/settings')
      await page.shows('h1', 'Settings')
      expect(await page.evaluate('location.href')).to.equal(at('/settings'))
      await page.click('button', 'Sign out')
      await page.shows('h1', 'Sign in to Penates')
      await page.click('input[type=password]')
      await page.type(`${t.hub().token}\n`)
      await page.shows('h1', 'Settings')
      await hasNoFaults()
    })

    it('echoes what is typed in a terminal', async () => {
      await openTerminal('cc-shop')
      await page.type('echo sum-$((40+2))\n')
      await page.shows(SCREEN, 'sum-42')
      await hasNoFaults()
    })

    it('loses and doubles no character of input methods', async () => {
      await signedIn('/s/cc-input')
      await page.shows('.terminal-box:not(.stale) .xterm-screen')
      const shown = (): Promise<string> => t.place.tmux.run('capture-pane', '-p', '-t', '=cc-input:')
      for (const [index, { name: title, groups, text }] of RECORDED_INPUT.entries()) {
        await page.type(`${String(index)}:`)
        for (const steps of groups)
          await page.evaluate(`(() => {
            const field = document.querySelector('.xterm-helper-textarea')
            for (const { type, value, ...init } of ${JSON.stringify(steps)}) {
              if (value !== undefined) field.value = value
              const Kind = type.startsWith('key') ? KeyboardEvent : type.startsWith('comp') ? CompositionEvent : InputEvent
              field.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, ...init }))
            }
          })()`)
        await page.press('Enter')
        await eventually(async () => {
          expect(await shown(), title).to.contain(`${String(index)}:${text}$`)
        })
      }
      await hasNoFaults()
    })

    it('selects with the mouse, copies and pastes by keys', async () => {
      await openTerminal('cc-shop')
      await page.type(`clear; printf 'echo %s\\n' past""ed-$((1+1))\n`)
      await page.shows(`${SCREEN} > :first-child`, 'echo pasted-2')
      const box = (await page.evaluate(
        `(({ x, y, height }) => ({ x, y: y + height / 2 }))(document.querySelector('${SCREEN} > :first-child').getBoundingClientRect())`,
      )) as { readonly x: number; readonly y: number }
      await page.drag({ x: box.x + 2, y: box.y }, { x: box.x + 400, y: box.y })
      await page.press('Control+Shift+c')
      await page.press('Control+Shift+v')
      await page.shows(SCREEN, '# echo pasted-2')
      await page.press('Enter')
      await page.shows(SCREEN, '2pasted-2')
      await hasNoFaults()
    })

    it('drags a card into another column', async () => {
      await signedIn('/board')
      // Drags are registered once it is painted.
      await page.shows('.card-tile[draggable=true]', 'First card')
      await page.evaluate(DRAG)
      await page.shows('.board-column[data-stage=done]', 'First card')
      await eventually(async () => {
        expect(await t.stageOf('First card')).to.equal('done')
      })
      await hasNoFaults()
    })

    it('answers a question and a call', async () => {
      await signedIn('/approvals')
      await page.shows('main', 'Nothing waits')
      const asked = t.asks('AskUserQuestion', QUESTION)
      await page.shows(`${CARD}[data-takes-keys]`, 'Which store keeps the baskets?')
      await page.press('2')
      await page.click('button', 'Send the answers')
      expect(await asked).to.deep.include({
        updatedInput: { ...QUESTION, answers: { 'Which store keeps the baskets?': 'Postgres' } },
      })
      const called = t.asks('Bash', { command: 'make site' })
      await page.shows(CARD, 'make site')
      await page.click(`${CARD} button`, 'Allow')
      expect(await called).to.deep.include({ behavior: 'allow' })
      await hasNoFaults()
    })

    it('shows the conversation of a session', async () => {
      await signedIn('/s/cc-agent/conversation')
      await page.shows('.entry.prompt', 'fix the <b>cart</b>')
      await page.shows('.entry.answer strong', 'repaired')
      await hasNoFaults()
    })

    it('finds a conversation by its words, and a page by the palette', async () => {
      await signedIn('/conversations')
      await page.click('input', 'Search conversations')
      await page.type('fix cart')
      await page.shows('mark', 'cart')
      await page.click('.conversation-hit')
      await page.shows('.entry.marked', 'fix the <b>cart</b>')
      await page.press('Control+k')
      await page.shows('#palette-list')
      await page.type('board')
      await page.shows('#palette-list [role=option]', 'Board')
      await page.press('Enter')
      await pathIs('/board')
      await hasNoFaults()
    })

    it('asks the browser for notifications, or says that it has none', async () => {
      await signedIn('/settings/attention')
      if ((await page.evaluate(`'PushManager' in window`)) !== true) {
        await page.shows('main', 'This browser has no push notifications.')
        return
      }
      await page.evaluate(`(() => {
        const ask = Notification.requestPermission.bind(Notification)
        window.penatesAsked = 0
        Notification.requestPermission = () => { window.penatesAsked += 1; return ask() }
      })()`)
      await page.click('[role=switch]', 'Notifications on this device')
      await eventually(async () => {
        expect(await page.evaluate('[window.penatesAsked, Notification.permission]')).to.deep.equal([1, 'default'])
      })
      await hasNoFaults()
    })

    it('starts without the hub, says so, and goes on when the hub is back', async () => {
      await signedIn('/')
      await page.shows('h1', 'Overview')
      await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
      const restart = await t.kill()
      await page.goto(at('/board'))
      await page.shows('.status-text', 'The hub does not answer.')
      await restart()
      await page.shows('.card-tile', 'Second card')
      await page.hides('.status-text', 'The hub does not answer.')
    })

    it('goes back and forward', async () => {
      await signedIn('/')
      await page.click('nav a', 'Board')
      await page.shows('.card-tile', 'Second card')
      await page.click('.card-tile a', 'Second card')
      await page.shows('aside', 'Title')
      for (const [step, path] of [
        ['back', '/board'],
        ['back', '/'],
        ['forward', '/board'],
      ] as const) {
        await page.evaluate(`history.${step}()`)
        await pathIs(path)
      }
      await page.shows('.card-tile', 'Second card')
      await hasNoFaults()
    })
  })
}
