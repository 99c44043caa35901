import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';

export class ChangePolicy {
  @ApiProperty({
    minimum: 1,
    maximum: 1200,
    description: 'How long orders are kept after the last thing that happened to them',
    example: 36,
  })
  @IsInt()
  @Min(1)
  @Max(1_200)
  transactionMonths: number;

  @ApiProperty({ minimum: 1, maximum: 36_500, description: 'How long the bodies of applied messages are kept', example: 90 })
  @IsInt()
  @Min(1)
  @Max(36_500)
  payloadDays: number;

  @ApiProperty({
    minimum: 0,
    maximum: 3_650,
    description: 'An order that changed here within so many days stays, however old it is',
    example: 30,
  })
  @IsInt()
  @Min(0)
  @Max(3_650)
  quietDays: number;

  @ApiProperty({ minLength: 1, maxLength: 500, description: 'Why, for the record', example: '按合同保存五年' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class RetentionPolicyDto extends ChangePolicy {
  @ApiProperty({ description: 'ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  decidedAt: string;

  @ApiProperty({ example: 'admin' })
  decidedBy: string;

  @ApiProperty({ type: String, nullable: true, description: 'The last day that was swept to the end', example: '2026-11-20' })
  lastSweptDay: string | null;
}
