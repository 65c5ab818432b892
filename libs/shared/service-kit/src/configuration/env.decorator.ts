import 'reflect-metadata';

export interface EnvOptions {
  /** Its value is shown to nobody, and may also come from the file that `<NAME>_FILE` names. */
  readonly secret?: boolean;
}

export interface EnvBinding extends EnvOptions {
  readonly variable: string;
  readonly property: string;
}

const BINDINGS = Symbol('concord:env');

/** Binds a property of a configuration class to an environment variable. The rules are class-validator's; the default is the property's initial value. */
export const Env =
  (variable: string, options: EnvOptions = {}): PropertyDecorator =>
  (target, property) => {
    const bindings = [...bindingsOf(target), { variable, property: String(property), ...options }];
    Reflect.defineMetadata(BINDINGS, bindings, target);
  };

/** Bindings of a configuration class, inherited ones included. */
export const bindingsOf = (prototype: object): readonly EnvBinding[] =>
  (Reflect.getMetadata(BINDINGS, prototype) as EnvBinding[] | undefined) ?? [];
