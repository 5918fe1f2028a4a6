import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import {
  alarmMessage,
  approvalMessage,
  attentionMessage,
  budgetMessage,
  endedMessage,
} from '../../dist/domain/push/message.js'
import { NOTHING, summaryMessage } from '../../dist/domain/push/summary.js'
import { turnFailure } from '../../dist/domain/attention/turn-failure.js'

const SOURCE = readFileSync('adapters/inbound/web/src/service-worker.js', 'utf8')
const HUB = 'http://hub.test/'

/** The worker of a page in a language with the given cache; `answer` is that of the hub. */
function worker({ match = async () => undefined, put = async () => undefined, language = 'en', answer, pages = [] }) {
  const listeners = {}
  const shown = []
  const opened = []
  /** Notifications on the screen; one with the same tag is replaced. */
  const screen = []
  const remove = (tag) => {
    const at = screen.findIndex((one) => one.tag === tag)
    if (at !== -1) screen.splice(at, 1)
  }
  const showNotification = async (title, options) => {
    shown.push({ ...options, title })
    remove(options.tag)
    screen.push({ ...options, title, close: () => remove(options.tag) })
  }
  const badges = []
  const navigator = {
    setAppBadge: async (count) => badges.push(count),
    clearAppBadge: async () => badges.push(0),
  }
  const taken = []
  const self = {
    registration: { scope: HUB, showNotification, getNotifications: async () => [...screen] },
    clients: {
      matchAll: async () => pages.map((visibilityState) => ({ visibilityState })),
      openWindow: async (address) => opened.push(address),
    },
    skipWaiting: () => taken.push('over'),
    addEventListener: (type, listener) => (listeners[type] = listener),
  }
  const isLanguage = (of) => of === `${HUB}language`
  const caches = {
    match: async (of, from) => (isLanguage(of) ? new Response(language) : match(of, from)),
    open: async () => ({ put, addAll: async () => undefined }),
  }
  const fetched = []
  const headers = []
  const fetchFile = async ({ url }, options) => {
    fetched.push(url)
    headers.push(options?.headers)
    return answer ?? new Response('from the hub')
  }
  runInContext(SOURCE, createContext({ self, caches, navigator, fetch: fetchFile, URL, Request, Promise }))
  const ask = async (path, mode = 'cors') => {
    const background = []
    let answer
    listeners.fetch({
      request: { method: 'GET', mode, url: HUB + path },
      respondWith: (given) => (answer = given),
      waitUntil: (work) => background.push(work),
    })
    return { text: await answer.then((response) => response.text()), background }
  }
  const happen = async (type, event) => {
    const background = []
    listeners[type]({ ...event, waitUntil: (work) => background.push(work) })
    await Promise.all(background)
    return shown.at(-1)
  }
  const push = ({ payload }) => happen('push', { data: { json: () => payload } })
  const press = (action, data = { approvalId: 'one', otp: 'once', device: 'phone' }) =>
    happen('notificationclick', { action, notification: { close: () => undefined, data } })
  const install = () => happen('install', {})
  const tell = (data) => happen('message', { data })
  const tags = () => screen.map(({ tag }) => tag)
  return { ask, fetched, headers, push, press, install, tell, taken, opened, shown, tags, badges }
}

const SPENT = { spentUsd: 41.5, limitUsd: 50 }
const ONCE = { secret: 'once', prefix: 'cc-', now: 0 }
const CALL = { id: 'one', name: 'cc-shop', call: { tool: 'Bash', input: { command: 'npm test' } } }

describe('the service worker', () => {
  it('answers with a kept file without the hub', async () => {
    const { ask, fetched } = worker({ match: async () => new Response('kept') })
    expect([(await ask('assets/a-12345678.js')).text, fetched]).to.deep.equal(['kept', []])
  })

  it('answers before the file is kept, however long that takes', async () => {
    const { ask } = worker({ put: () => new Promise(() => undefined) })
    const { text, background } = await ask('assets/a-12345678.js')
    expect([text, background.length]).to.deep.equal(['from the hub', 1])
  })

  it('answers from the hub where the cache can be neither read nor written', async () => {
    const broken = () => Promise.reject(new Error('QuotaExceededError'))
    const { ask } = worker({ match: broken, put: broken })
    const { text, background } = await ask('assets/a-12345678.js')
    expect([text, await Promise.all(background)]).to.deep.equal(['from the hub', [undefined]])
  })

  it('requests the page of shared text without the text', async () => {
    const { ask, fetched } = worker({})
    await ask('share?text=secret', 'navigate')
    await ask('today', 'navigate')
    expect(fetched).to.deep.equal([HUB, `${HUB}today`])
  })

  it('leaves the worker before in its place while a person looks at a page, and takes over once all are hidden', async () => {
    const seen = worker({ pages: ['hidden', 'visible'] })
    await seen.install()
    await seen.tell('take over')
    const hidden = worker({ pages: ['hidden', 'hidden'] })
    await hidden.install()
    await hidden.tell('something else')
    expect([seen.taken, hidden.taken]).to.deep.equal([[], []])
    await hidden.tell('take over')
    expect(hidden.taken).to.deep.equal(['over'])
  })

  const alert = (activity, failure) => attentionMessage({ name: 'cc-shop', activity, failure }, 'cc-')
  for (const [message, title, body] of [
    [alert('idle'), 'shop — Bereit', 'Fertig und bereit für die nächste Aufgabe.'],
    [alert('waiting'), 'shop — Eingabe nötig', 'Wartet auf deine Antwort.'],
    [
      alert('idle', turnFailure('model', null)),
      'shop — Runde fehlgeschlagen',
      'Das Modell wurde nicht gefunden. Wähle ein anderes.',
    ],
    [
      alert('idle', turnFailure('service', 'API Error: 500')),
      'shop — Runde fehlgeschlagen',
      'Der Modelldienst ist ausgefallen. Sende den Prompt noch einmal. API Error: 500',
    ],
    [
      alarmMessage({ name: 'cc-shop', kind: 'not-allowed', preview: 'npm publish' }, 'cc-'),
      'shop — Ein Werkzeug lief ohne Freigabe',
      'npm publish',
    ],
    [
      budgetMessage('project', 'near', { ...SPENT, key: 'project:shop' }),
      'Budget fast verbraucht',
      '41,50 $ von 50,00 $ für ein Projekt in diesem Monat.',
    ],
    [approvalMessage(CALL, ONCE), 'shop — Bash?', 'npm test'],
    [
      approvalMessage({ ...CALL, call: { ...CALL.call, subagent: 'Explore' } }, ONCE),
      'shop (Subagent Explore) — Bash?',
      'npm test',
    ],
    [endedMessage(CALL, ONCE), 'shop — Wartet nicht mehr', 'Anderswo beantwortet oder abgelaufen.'],
    [
      summaryMessage('quiet', { ...NOTHING, requests: 2, failed: ['api'], ready: ['a', 'b', 'c', 'd'], budgets: 1 }),
      'Die Ruhezeit ist vorbei',
      '2 Anfragen warten · Gescheitert: api · Bereit: a, b, c, … · 1 Budgetmeldung',
    ],
    [
      summaryMessage('day', { ...NOTHING, waiting: ['api'], prompts: 1, done: 2, commits: 1 }),
      'Heute',
      'Eingabe nötig: api · 1 Prompt nicht gesendet · 2 Karten fertig · 1 Commit',
    ],
    [summaryMessage('day', NOTHING), 'Heute', 'Nichts braucht dich.'],
  ]) {
    it(`shows “${title}” on a page in German, and the text of the hub on one in English`, async () => {
      const german = await worker({ language: 'de' }).push(message)
      expect([german.title, german.body]).to.deep.equal([title, body])
      const english = await worker({}).push(message)
      expect([english.title, english.body]).to.deep.equal([message.payload.title, message.payload.body])
    })
  }

  for (const [language, titles, undecided] of [
    ['en', ['Allow', 'Deny'], ['Not decided', 'Too late: already answered or expired.']],
    ['de', ['Erlauben', 'Ablehnen'], ['Nicht entschieden', 'Zu spät: schon beantwortet oder abgelaufen.']],
  ]) {
    it(`names the actions of an approval and their failure in the language ${language}`, async () => {
      const { push, press } = worker({ language, answer: new Response(null, { status: 409 }) })
      const { actions } = await push(approvalMessage(CALL, ONCE))
      expect(Array.from(actions, ({ title }) => title)).to.deep.equal(titles)
      const { title, body } = await press('allow')
      expect([title, body]).to.deep.equal(undecided)
    })
  }

  it('opens the approval of a notification whose one-time token has ended, without a message of failure', async () => {
    const { press, opened, shown } = worker({ answer: new Response(null, { status: 403 }) })
    await press('allow')
    expect([opened, shown]).to.deep.equal([[`${HUB}approvals?call=one`], []])
  })

  const about = (make, id, open) => {
    const { payload } = make({ ...CALL, id, expiresAt: 1 }, ONCE)
    return { payload: { ...payload, open, device: 'phone' } }
  }
  const asked = (id, open) => about(approvalMessage, id, open)
  const ended = (id, open) => about(endedMessage, id, open)

  it('closes the notification of a call that ended elsewhere, while another one stays', async () => {
    const { push, tags, badges } = worker({})
    await push(asked('one', '1'))
    await push(asked('two', '2'))
    await push(ended('one', '1'))
    expect([tags(), badges]).to.deep.equal([['approval-two'], [1, 2, 1]])
  })

  it('leaves a silent one in place of the last call, without buttons, until the next message', async () => {
    const { push, tags, shown, badges } = worker({})
    await push(asked('one', '1'))
    await push(ended('one', '0'))
    const { title, silent, actions } = shown.at(-1)
    expect([tags(), title, silent, actions]).to.deep.equal([
      ...[['approval-one'], 'shop — No longer waits', true, undefined],
    ])
    await push(asked('two', '1'))
    expect([tags(), badges]).to.deep.equal([['approval-two'], [1, 0, 1]])
  })

  it('leaves none in front of a page that is visible', async () => {
    const { push, tags } = worker({ pages: ['visible'] })
    await push(asked('one', '1'))
    await push(ended('one', '0'))
    expect(tags()).to.deep.equal([])
  })

  it('closes the message about all calls with the last of them', async () => {
    const { push, tags } = worker({})
    const summary = summaryMessage('quiet', { ...NOTHING, requests: 1 })
    await push({ payload: { ...summary.payload, open: '1' } })
    await push(attentionMessage({ name: 'cc-docs', activity: 'idle' }, 'cc-'))
    await push(ended('one', '0'))
    expect(tags()).to.deep.equal(['cc-docs'])
  })

  it('shows a call again with a sound for a reminder alone', async () => {
    const { push, shown } = worker({})
    await push(asked('one', '1'))
    await push(approvalMessage(CALL, { ...ONCE, isReminder: true }))
    await push(approvalMessage(CALL, ONCE))
    expect(shown.map(({ tag, renotify }) => [tag, renotify])).to.deep.equal([
      ['approval-one', false],
      ['approval-one', true],
      ['approval-one', false],
    ])
  })

  it('names its device in a decision, so that the hub leaves it out', async () => {
    const { press, headers } = worker({})
    await press('allow')
    expect(headers.at(-1)['X-Penates-Client']).to.equal('phone')
  })

  it('opens the list, the day or the question of a message', async () => {
    const { press, opened } = worker({})
    await press('', { page: 'approvals' })
    await press('', { page: 'today' })
    await press('', { name: 'cc-shop', approvalId: 'a b' })
    await press('', { name: 'cc-shop', hasEnded: true })
    expect(opened).to.deep.equal([
      `${HUB}approvals`,
      `${HUB}today`,
      `${HUB}approvals?call=a%20b`,
      `${HUB}?session=cc-shop`,
    ])
  })
})
