import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { type Role, ROLES } from './role.js';

export class SecurityPolicyDto {
  @ApiProperty({ enum: ROLES, isArray: true, description: 'Who must have a second step at sign-in', example: ['operator'] })
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  secondStepRoles: Role[];
}
