/**
 * The shapes that the API answers with: those of the generated client, without the index signature that lets any member name pass.
 * Types only: nothing of the client comes into the bundle.
 */
import type * as client from '../../../api-spec/clients/typescript/healthpark-client';

type Exact<T> = T extends readonly (infer Item)[]
  ? Exact<Item>[]
  : T extends object
    ? { [Key in keyof T as string extends Key ? never : number extends Key ? never : Key]: Exact<T[Key]> }
    : T;

export type Scorecard = Exact<client.Scorecard>;
export type ScorecardFigure = Exact<client.ScorecardFigure>;
export type FigureSeries = Exact<client.FigureSeries>;
export type ContributionList = Exact<client.ContributionList>;
export type CountingRule = Exact<client.CountingRule>;
export type Target = Exact<client.Target>;
/** The client has no name for the shape of a node. */
export type Zone = Omit<Exact<client.Zone>, 'nodes'> & { nodes: { code: string; zh: string; en: string }[] };
export type Unit = Exact<client.PlanUnit>;
export type PlanTask = Exact<client.PlanTask>;
export type TaskUnderWay = Exact<client.TaskUnderWay>;
export type Funnel = Exact<client.TransferFunnel>;
export type Occupancy = Exact<client.OccupancyReport>;
export type Stock = Exact<client.CarrierStock>;
export type Carrier = Exact<client.CarrierResponse>;
export type Fund = Exact<client.FundResponse>;
export type ParkEvent = Exact<client.ParkEventResponse>;
export type Dispute = Exact<client.DisputeResponse>;
export type Organization = Exact<client.OrganizationResponse>;
export type ApiKey = Exact<client.ApiKeyResponse>;
export type Webhook = Exact<client.WebhookResponse>;
export type Delivery = Exact<client.DeliveryResponse>;
export type Evidence = Exact<client.EvidenceResponse>;
export type HistoryEntry = Exact<client.HistoryItem>;
export type StateMachine = Exact<client.StateMachineResponse>;
export type CodeList = Exact<client.CodeListResponse>;
