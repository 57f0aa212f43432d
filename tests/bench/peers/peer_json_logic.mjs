// Policy P for json-logic-engine: two rules as JSON, compiled, over records as JSON has them; numbers are JavaScript's doubles.
// node peer_json_logic.mjs FOLDER RUNS LIMIT, in a folder where json-logic-engine is installed.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(path.join(process.cwd(), 'package.json'))
const { LogicEngine } = require('json-logic-engine')
const version = JSON.parse(fs.readFileSync('node_modules/json-logic-engine/package.json')).version

const counties = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const schemes = ['none', 'whole', 'single', 'gradual_exit']
// What the program around the rules adds to each record: the language has no tables. A rule over members could reach the
// household's figure as `../../reference`, but then it is not compiled, so that members have it too.
const figures = {
  first: { reference: 1850, country: 486.25, town: 720, exit_months: 12 },
  second: { reference: 1623.5, country: 453.75, town: 690, exit_months: 18 },
  third: { reference: 2100.75, country: 520.85, town: 765.5, exit_months: 24 },
  fourth: { reference: 1480.25, country: 441.67, town: 655, exit_months: 12 },
  fifth: { reference: 1390, country: 425.05, town: 640.25, exit_months: 15 },
  sixth: { reference: 1755.15, country: 498.33, town: 705.15, exit_months: 20 }
}

const fact = (name) => ({ var: name })
const severe = { in: [fact('disability_grade'), [1, 2]] }
const coefficient = { if: [
  { '<': [fact('age'), 16] }, 0,
  { or: [{ '>=': [fact('age'), 60] }, { and: [{ '===': [fact('sex'), 'female'] }, { '>=': [fact('age'), 55] }] }] }, 0.3,
  severe, 0,
  fact('seriously_ill'), 0.2,
  fact('student'), 0,
  { '===': [fact('disability_grade'), 3] }, 0.5,
  { '===': [fact('disability_grade'), 4] }, 0.7,
  1] }
const income = { '+': [{ max: [fact('wage'),
  { '*': [coefficient, { if: [fact('caregiver'), 0.5, 1] }, fact('reference')] }] }, fact('transfers')] }

const perCapita = { half_up: [{ '/': [{ '+': [
  { reduce: [{ map: [fact('persons'), income] }, { '+': [fact('accumulator'), fact('current')] }, 0] },
  fact('land_income'), fact('other_income')] }, fact('members')] }] }
const alone = { length: [{ filter: [fact('persons'), { or: [severe, fact('seriously_ill')] }] }] }
const assets = { '<=': [fact('savings'), { '*': [2, fact('members'), fact('standard')] }] }
const decision = { if: [
  { and: [assets, { '<=': [fact('per_capita'), fact('standard')] }] },
  [1, fact('members'), { '*': [{ '-': [fact('standard'), fact('per_capita')] }, fact('members')] }],
  { and: [assets, { '>': [fact('alone'), 0] }, { '<=': [fact('per_capita'), { '*': [2, fact('standard')] }] }] },
  [2, fact('alone'), { '*': [fact('alone'), { half_up: [{ '*': [0.7, fact('standard')] }] }] }],
  { and: [{ '>': [fact('previous_benefit'), 0] }, { '<=': [fact('months_over'), fact('exit_months')] }] },
  [3, fact('members'), { half_up: [{ '*': [0.5, fact('previous_benefit')] }] }],
  [0, 0, 0]] }

const engine = new LogicEngine()
engine.addMethod('half_up', ([yuan]) => Math.floor(yuan * 100 + 0.5) / 100, { sync: true, deterministic: true })
const [perCapitaOf, aloneOf, decisionOf] = [perCapita, alone, decision].map((rule) => engine.build(rule))

function decide (household) {
  household.per_capita = perCapitaOf(household)
  household.alone = aloneOf(household)
  return decisionOf(household)
}

function column (folder, name, Kind, bytes) {
  const buffer = fs.readFileSync(path.join(folder, name))
  return new Kind(buffer.buffer, buffer.byteOffset, buffer.length / bytes)
}

function households (folder, limit) {
  const small = (name) => column(folder, `${name}.u8`, Uint8Array, 1)
  const money = (name) => column(folder, `${name}.i64`, BigInt64Array, 8)
  const first = column(folder, 'offsets.u32', Uint32Array, 4)
  const [county, urban, monthsOver] = ['county', 'urban', 'months_over'].map(small)
  const [age, sex, grade, ill, student, caregiver] =
    ['age', 'sex', 'disability_grade', 'seriously_ill', 'student', 'caregiver'].map(small)
  const [land, other, savings, previous, wage, transfers] =
    ['land_income', 'other_income', 'savings', 'previous_benefit', 'wage', 'transfers'].map(money)
  const yuan = (fen) => Number(fen) / 100
  const records = []
  for (let i = 0; i < Math.min(limit, county.length); i++) {
    const place = figures[counties[county[i]]]
    const persons = []
    for (let k = first[i]; k < first[i + 1]; k++) {
      persons.push({ age: age[k], sex: sex[k] ? 'female' : 'male', disability_grade: grade[k], seriously_ill: !!ill[k],
        student: !!student[k], caregiver: !!caregiver[k], wage: yuan(wage[k]), transfers: yuan(transfers[k]),
        reference: place.reference })
    }
    records.push({ county: counties[county[i]], urban: !!urban[i], months_over: monthsOver[i], land_income: yuan(land[i]),
      other_income: yuan(other[i]), savings: yuan(savings[i]), previous_benefit: yuan(previous[i]), persons,
      standard: urban[i] ? place.town : place.country, exit_months: place.exit_months, members: persons.length,
      per_capita: 0.5, alone: 0 })
  }
  return { records, scheme: small('scheme'), covered: small('covered'), amount: money('amount') }
}

const [folder, runs, limit] = process.argv.slice(2)
const given = households(folder, Number(limit))
const times = []
let decisions = []
for (let run = -1; run < Number(runs); run++) {
  const begin = process.hrtime.bigint()
  decisions = given.records.map(decide)
  if (run >= 0) times.push(Number(process.hrtime.bigint() - begin))
}
times.sort((a, b) => a - b)
let wrongDecisions = 0
let wrongAmounts = 0
decisions.forEach(([scheme, covered, amount], i) => {
  if (scheme !== given.scheme[i] || covered !== given.covered[i]) wrongDecisions++
  if (BigInt(Math.round(amount * 100)) !== given.amount[i]) wrongAmounts++
})
if (!schemes[decisions[0][0]]) throw new Error('no decision')
console.log(JSON.stringify({ tool: 'json-logic-engine', version, how: 'compiled, doubles', households: decisions.length,
  ns: times[times.length >> 1] / decisions.length, least_ns: times[0] / decisions.length, wrong_decisions: wrongDecisions, wrong_amounts: wrongAmounts }))
