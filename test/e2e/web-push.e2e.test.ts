import { fileURLToPath } from 'node:url'
import type { CDPSession } from 'playwright-core'
import { newVapidKeys, webPushSender } from '../../adapters/outbound/web-push/push-sender.web-push.js'
import { createHub } from '../../composition/hub/create-hub.js'
import { listen } from '../../composition/hub/listen.js'
import { hubFakes } from '../../composition/testing/fake-tools.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { pushService, type PushService } from '../support/push-service.js'

const WEB = fileURLToPath(new URL('../../web/', import.meta.url))

/**
 * Keeps the tags of notifications once they are shown. The list of the browser is not polled for it: Chromium forgets a notification
 * when it is asked for its list between the moments at which it stores one and shows it.
 */
const KEEP_SHOWN = `(() => {
  self.shown = []
  const show = self.registration.showNotification.bind(self.registration)
  self.registration.showNotification = async (title, options) => {
    await show(title, options)
    self.shown.push(options.tag)
  }
})()`

interface Registration {
  readonly registrationId: string
  readonly scopeURL: string
}

/** Id of the service worker's registration of a hub. */
const registrationOf = (cdp: CDPSession, url: string): Promise<string> =>
  new Promise((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }: { registrations: Registration[] }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL === `${url}/`)
      if (found) resolve(found.registrationId)
    })
    void cdp.send('ServiceWorker.enable')
  })

/**
 * The hub encrypts its message for a push service on this machine, which hands the text to the real service worker. Browsers
 * let no test press a notification, so the worker gets the event of the press.
 */
describe('a notification on a locked phone', function () {
  this.timeout(60_000)
  let service: PushService
  let browser: TestBrowser
  let stop: () => Promise<void>
  let url: string
  const fakes = hubFakes()
  const token = fakes.controls.operatorToken

  before(async () => {
    service = await pushService()
    const vapid = { ...newVapidKeys(), subject: () => 'mailto:me@example.org' }
    const pushSender = webPushSender({ vapid, ca: service.ca, isAllowed: (address) => address === '127.0.0.1' })
    const hub = createHub({ ...fakes, pushSender }, { web: WEB, isOwnClient: true })
    const listening = await listen(hub, { port: 0 })
    stop = listening.stop
    url = `http://127.0.0.1:${listening.address.port}`
    browser = await testBrowser()
  })
  after(async () => {
    await browser.close()
    await stop()
    await service.close()
  })

  const call = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    expect(answer.ok, `${path} ${answer.status}`).to.equal(true)
    return answer.json()
  }
  const ask = (command: string): Promise<unknown> =>
    call(
      '/api/hooks/pre-tool-use',
      { tool_name: 'Bash', permission_mode: 'default', tool_input: { command }, cwd: '/work/shop' },
      { 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http' },
    )

  it('decides a call by one press of its action, with no page of the hub open', async () => {
    fakes.sessionHost.controls.startByHand('cc-shop', '/work/shop')
    await call('/api/approvals/config', { mode: 'strict' })
    const { page, context } = await browser.signedIn({ url, token }, '/', { width: 390, height: 844, touch: true })
    await context.grantPermissions(['notifications'], { origin: url })
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await call('/api/push/subscribe', { subscription: service.target, deviceId: 'phone' })

    // The phone is locked: another page of the browser, which is not of the hub.
    const other = await context.newPage()
    const cdp = await context.newCDPSession(other)
    const registrationId = await registrationOf(cdp, url)
    await page.close()
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))

    await worker.evaluate(KEEP_SHOWN)

    for (const action of ['allow', 'deny']) {
      const asked = ask(`echo ${action}`)
      const sent = (): string | undefined =>
        service.received.map(({ payload }) => JSON.stringify(payload)).find((text) => text.includes(`echo ${action}`))
      await eventually(() => {
        expect(sent()).to.include('"type":"approval"')
      })
      const data = sent() ?? ''
      const tag = `approval-${(JSON.parse(data) as { approvalId: string }).approvalId}`
      await cdp.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data })
      await eventually(async () => {
        expect(await worker.evaluate('self.shown')).to.include(tag)
      })
      const actions = await worker.evaluate(`(async () => {
        const [notification] = await self.registration.getNotifications({ tag: '${tag}' })
        const event = new NotificationEvent('notificationclick', { notification, action: '${action}' })
        const work = []
        Object.defineProperty(event, 'waitUntil', { value: (promise) => work.push(promise) })
        self.dispatchEvent(event)
        await Promise.all(work)
        return notification.actions.map(({ action }) => action)
      })()`)
      expect(actions).to.deep.equal(['allow', 'deny'])
      expect(await asked).to.have.nested.property('hookSpecificOutput.permissionDecision', action)
    }
    expect(context.pages().map((open) => open.url())).to.deep.equal(['about:blank'])
    await eventually(async () => {
      expect(await worker.evaluate('self.registration.getNotifications().then((all) => all.length)')).to.equal(0)
    })
  })
})
