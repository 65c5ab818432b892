import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * Somebody, or something, that work is booked on; known in Finance by its id when it is a worker.
 *
 * Source   Dataverse table `bookableresources`, captured by gateway
 * Topic    `dataverse.bookableresources.changes`
 * Key      `bookableresourceid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('bookableresources', 'bookableresourceid')
export class DataverseBookableResource {
  @IsGuid() readonly bookableresourceid!: string;

  /** The worker it is. Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('cdm_workers') readonly msdyn_worker?: string | null;
}
