const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * What takes long starts first, or it would run by itself at the end. In this order, so that of two side by side one mostly waits: brokers that
 * are killed beside what computes, the gateways' own specs beside a storm.
 */
const first = [
  ...['metadata-documents.int', 'broker-restart.int', 'idle-cpu.int', 'million-rows.int', 'replicas.int', 'flows.int'],
  ...['storm.e2e', 'restart.e2e', 'hints.e2e', 'replicas.e2e', 'capture.e2e'],
  ...['npm-start.e2e', 'initial-sync.e2e', 'backlog.e2e', 'apply.e2e'],
];

/** jest remembers how long a file took, but not in a fresh clone: there it would start with the largest file. */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = first.indexOf(basename(path, '.spec.ts'));
      return index === -1 ? first.length : index;
    };
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
};
