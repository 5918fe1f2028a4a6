import { scannedLink } from '../support/scanned-link.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 844, touch: true }

describe('pairing a device in the browser', function () {
  this.timeout(60_000)
  const t = withHub({ prepare: () => Promise.resolve({ PUBLIC_HOSTS: 'hub.example.com' }) })

  it('takes three actions, and a revoked device is signed out at once', async () => {
    const desk = await t.browser.signedIn(t.hub, '/')
    await desk.page.goto(`${t.hub.url}/settings/devices`)
    await desk.page.getByText('No paired devices yet.').waitFor()
    expect(await desk.page.evaluate('document.documentElement.scrollTop + document.body.scrollTop')).to.equal(0)
    await desk.page.getByRole('link', { name: 'Overview' }).click()
    await desk.page.getByRole('link', { name: 'Settings' }).click() // 1
    const part = desk.page.getByRole('region', { name: 'Devices', exact: true })
    await part.getByText('No paired devices yet.').waitFor()
    await part.getByRole('button', { name: 'Add phone' }).click() // 2
    const link = await scannedLink(part)
    expect([link.origin, link.hash.startsWith('#pair=pnp_')]).to.deep.equal(['https://hub.example.com', true])

    const phone = await t.browser.device(PHONE)
    await phone.page.goto(`${t.hub.url}/${link.hash}`) // 3
    await phone.page.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(new URL(phone.page.url()).hash).to.equal('')
    const row = part.locator('li')
    await row.getByText('Full access').waitFor()

    const second = await t.browser.device(PHONE)
    await second.page.goto(`${t.hub.url}/${link.hash}`)
    await second.page.getByText('The code was used, has expired or is wrong.').waitFor()

    await row.getByRole('button', { name: 'Revoke' }).click()
    await row.getByRole('button', { name: 'Revoke now?' }).click()
    await phone.page.getByRole('heading', { name: 'Sign in to Penates' }).waitFor()
    await row.waitFor({ state: 'detached' })
    expect(desk.faults()).to.deep.equal([])
  })
})
