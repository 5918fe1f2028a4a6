import { hasBrotliFix } from '../../../domain/server/node-version.js'

const TABLE: ReadonlyArray<readonly [version: string, isFixed: boolean]> = [
  ['18.20.8', false],
  ['20.19.0', false],
  ['20.99.99', false],
  ['21.7.3', false],
  ['22.12.0', false],
  ['22.23.3', false],
  ['22.23.4', true],
  ['22.23.10', true],
  ['22.24.0', true],
  ['23.99.0', false],
  ['24.22.0', false],
  ['24.22.1', true],
  ['24.3.9', false],
  ['24.100.0', true],
  ['25.99.9', false],
  ['26.12.0', false],
  ['26.12.1', true],
  ['26.12.1-nightly20261020', false],
  ['26.13.0-nightly20261101', true],
  ['26.2.9', false],
  ['27.0.0', true],
  ['v24.22.1', true],
  ['', false],
  ['24', false],
  ['24.22', false],
  ['unknown', false],
]

describe('the fix of the Brotli decoder', () => {
  for (const [version, isFixed] of TABLE)
    it(`is ${isFixed ? 'in' : 'not in'} Node.js ${JSON.stringify(version)}`, () => {
      expect(hasBrotliFix(version)).to.equal(isFixed)
    })
})
