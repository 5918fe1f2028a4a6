import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { alarmMessage, approvalMessage, attentionMessage, budgetMessage } from '../../dist/domain/push/message.js'
import { turnFailure } from '../../dist/domain/attention/turn-failure.js'

const SOURCE = readFileSync('adapters/inbound/web/src/service-worker.js', 'utf8')
const HUB = 'http://hub.test/'

/** The worker of a page in a language with the given cache; `answer` is that of the hub. */
function worker({ match = async () => undefined, put = async () => undefined, language = 'en', answer, pages = [] }) {
  const listeners = {}
  const shown = []
  const opened = []
  const showNotification = async (title, { body, actions }) => shown.push({ title, body, actions })
  const taken = []
  const self = {
    registration: { scope: HUB, showNotification },
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
  const fetchFile = async ({ url }) => {
    fetched.push(url)
    return answer ?? new Response('from the hub')
  }
  runInContext(SOURCE, createContext({ self, caches, fetch: fetchFile, URL, Promise }))
  const ask = async (path) => {
    const background = []
    let answer
    listeners.fetch({
      request: { method: 'GET', mode: 'cors', url: HUB + path },
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
  const press = (action) =>
    happen('notificationclick', {
      action,
      notification: { close: () => undefined, data: { approvalId: 'one', otp: 'once' } },
    })
  const install = () => happen('install', {})
  const tell = (data) => happen('message', { data })
  return { ask, fetched, push, press, install, tell, taken, opened, shown }
}

const SPENT = { spentUsd: 41.5, limitUsd: 50 }
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
    [approvalMessage(CALL, 'once', 'cc-'), 'shop — Bash?', 'npm test'],
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
      const { actions } = await push(approvalMessage(CALL, 'once', 'cc-'))
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
})
