import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** Where @nestjs/microservices leaves the patterns of a method (PATTERN_METADATA; not exported by its index). */
const PATTERN_METADATA = 'microservices:pattern';

/** `Class.method` of every handler, by pattern: for messages about them. */
export const handlerNamesOf = (app: INestApplicationContext): Map<string, string[]> => {
  const names = new Map<string, string[]>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const { prototype, name } = metatype as Type;
      for (const method of Object.getOwnPropertyNames(prototype)) {
        const handler = Object.getOwnPropertyDescriptor(prototype, method)?.value as object | undefined;
        const patterns =
          typeof handler === 'function' ? (Reflect.getMetadata(PATTERN_METADATA, handler) as unknown[] | undefined) : undefined;
        for (const pattern of patterns ?? []) {
          if (typeof pattern === 'string') names.set(pattern, [...(names.get(pattern) ?? []), `${name}.${method}`]);
        }
      }
    }
  }

  return names;
};
