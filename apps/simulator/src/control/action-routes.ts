import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import { type JsonObject, knownMembersOnly, readObject } from './read-body';

/** What a person would do in one of the systems; `run` throws `ActionRefused` where the system would refuse, in the words of its rule. */
export interface SimulatorAction {
  /** A verb in kebab case. */
  readonly name: string;
  readonly system: 'dataverse' | 'finance';
  readonly summary: string;
  /** Name of each parameter, and what it is. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Answers what came of it: ids, numbers, totals. */
  readonly run: (parameters: JsonObject) => JsonObject;
}

export class ActionRefused extends ControlRefusal {
  constructor(message: string) {
    super(message, 422);
    this.name = 'ActionRefused';
  }
}

/** `POST /_sim/actions/<name>`. */
export const actionRoutes = (actions: readonly SimulatorAction[]): ControlRoutes => ({
  'POST /actions/*': ({ body, rest }) => {
    const action = actions.find(({ name }) => name === rest);
    if (action === undefined) {
      const known = actions.length === 0 ? 'There are none yet.' : `There are: ${actions.map(({ name }) => name).join(', ')}.`;
      throw new ControlRefusal(`There is no action '${rest}'. ${known}`);
    }
    const parameters = readObject(body);
    knownMembersOnly(parameters, Object.keys(action.parameters));
    return action.run(parameters);
  },
});

/** As `GET /_sim` lists them. */
export const describeAction = ({ name, system, summary, parameters }: SimulatorAction) => ({ name, system, summary, parameters });
