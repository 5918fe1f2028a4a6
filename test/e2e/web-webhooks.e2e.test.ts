import { targetServer, type TargetServer } from '../support/target-server.js'
import { withHub } from '../support/with-hub.js'

describe('webhooks in the browser', function () {
  this.timeout(60_000)
  const t = withHub({})
  let server: TargetServer
  beforeEach(async () => {
    server = await targetServer()
  })
  afterEach(() => server.close())

  it('are added, tested, turned off by their target, turned on again and removed', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings')
    const part = page.getByRole('region', { name: 'Webhooks' })
    await part.getByText('No webhooks yet.').waitFor()
    await part.getByRole('button', { name: 'New webhook' }).click()
    await part.getByLabel('Name').fill('Pager')
    await part.getByLabel('URL').fill(`${server.url}/hook`)
    await part.getByRole('button', { name: 'Add webhook' }).click()
    await page.getByText('http needs “Allow addresses in my network”').first().waitFor()
    await part.getByLabel('Allow addresses in my network').check()
    await part.getByRole('button', { name: 'Add webhook' }).click()
    expect(await part.getByLabel('Signing secret').inputValue()).to.match(/^whsec_/)
    await part.getByRole('button', { name: 'Done' }).click()

    const row = part.locator('.webhook', { hasText: 'Pager' })
    await row.getByRole('button', { name: 'Send test' }).click()
    await row.getByText('Last deliveries').click()
    await row.getByText('Delivered (204)').waitFor()
    expect(server.received.map(({ url }) => url)).to.deep.equal(['/hook'])

    await row.getByRole('button', { name: 'Turn off' }).click()
    await row.getByText('Turned off by you').waitFor()
    await row.getByRole('button', { name: 'Turn on again' }).click()
    await row.getByText('On', { exact: true }).waitFor()

    server.answerWith((response) => response.writeHead(403).end('wrong key'))
    await row.getByRole('button', { name: 'Send test' }).click()
    await row.getByText('403 wrong key').waitFor()
    await row.getByRole('button', { name: 'Remove' }).click()
    await row.getByRole('button', { name: 'Remove now?' }).click()
    await row.waitFor({ state: 'detached' })
    expect(faults()).to.deep.equal([])
  })
})
