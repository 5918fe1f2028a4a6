import { deviceName } from '../../../adapters/inbound/web/src/approvals/decided-by.js'

describe('the name of a device', () => {
  const names: ReadonlyArray<readonly [userAgent: string, name: string]> = [
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
      'Edge, Windows',
    ],
    ['curl/8.5.0', 'curl'],
    ['somebot/1.0 (+x)', 'somebot'],
  ]
  for (const [userAgent, name] of names)
    it(`is ${name}`, () => {
      expect(deviceName(userAgent)).to.equal(name)
    })
})
